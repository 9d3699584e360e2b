package io.practiceops.practice.processing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.documents.Version;
import io.practiceops.practice.documents.Versions;
import io.practiceops.practice.parsing.Lane;
import io.practiceops.practice.parsing.Pages;
import io.practiceops.practice.parsing.Parsing;
import io.practiceops.practice.parsing.ParsingFailed;
import io.practiceops.practice.parsing.Picture;
import io.practiceops.practice.parsing.PictureSize;
import io.practiceops.practice.vault.Vault;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A page of a paper as a picture, for whoever looks its figures over; on record before it leaves.
 */
@Component
class PagePictures {

    private static final PictureSize SIZE = PictureSize.ofWidth(1400);

    private final Versions versions;
    private final Documents documents;
    private final Vault vault;
    private final Parsing parsing;
    private final Audit audit;
    private final TransactionTemplate transaction;

    PagePictures(
            Versions versions,
            Documents documents,
            Vault vault,
            Parsing parsing,
            Audit audit,
            PlatformTransactionManager transactions) {
        this.versions = versions;
        this.documents = documents;
        this.vault = vault;
        this.parsing = parsing;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Empty for a file that has no pages to be drawn. */
    Optional<Pages.Size> size(UUID document, int number, int page) {
        var version = versions.openable(document, number);
        try (var file = vault.plain(version.sha256())) {
            var pages = parsing.pages(Lane.INTERACTIVE, file.path(), version.fileName());
            return page <= pages.count() ? Optional.of(pages.size(page)) : Optional.empty();
        } catch (ParsingFailed none) {
            return Optional.empty();
        }
    }

    Picture draw(UUID document, int number, int page) {
        var version = versions.openable(document, number);
        var picture = draw(version, page);
        transaction.executeWithoutResult(_ ->
                audit.record(
                        AuditEvent.done("document.review-page-shown", Documents.KIND, document)
                                .named(documents.find(document).name())
                                .detail("number", number)
                                .detail("page", page)));
        return picture;
    }

    private Picture draw(Version version, int page) {
        if (page < 1) {
            throw Problem.notFound("page");
        }
        try (var file = vault.plain(version.sha256())) {
            return parsing.picture(Lane.INTERACTIVE, file.path(), version.fileName(), page, SIZE);
        } catch (ParsingFailed none) {
            throw Problem.notFound("page");
        }
    }
}
