package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.documents.Version;
import io.practiceops.practice.sharing.OutsideLink.Standing;
import io.practiceops.trust.access.Address;
import io.practiceops.trust.access.Passwords;
import io.practiceops.trust.access.Secret;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Share links of the actor's firm: made, looked at, revoked. */
@Service
public class Shares {

    public static final Right SHARE = new Right("documents.share");

    private final ShareStore store;
    private final OutsideLinkStore links;
    private final OutsideEventStore events;
    private final Documents documents;
    private final Passwords passwords;
    private final Address address;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Ids ids;

    Shares(
            ShareStore store,
            OutsideLinkStore links,
            OutsideEventStore events,
            Documents documents,
            Passwords passwords,
            Address address,
            Audit audit,
            PlatformTransactionManager transactions,
            Clock clock,
            Ids ids) {
        this.store = store;
        this.links = links;
        this.events = events;
        this.documents = documents;
        this.passwords = passwords;
        this.address = address;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.ids = ids;
    }

    /** Which links: of a standing, made by somebody, with a document of a client; null for all. */
    public record Filter(@Nullable Standing standing, @Nullable UUID by, @Nullable UUID client) {}

    /** A link just made, with the address that opens it, which is not to be had again. */
    public record Made(Share share, String url) {

        @Override
        public String toString() {
            return "Made[" + share.link().id() + "]";
        }
    }

    /** Makes a link to documents the actor may see. */
    public Made share(NewShare wanted) {
        Acting.require(SHARE);
        var password = wanted.link().password();
        var hash = password == null ? null : passwords.hash(password);
        return Objects.requireNonNull(transaction.execute(_ -> share(wanted, hash)));
    }

    private Made share(NewShare wanted, @Nullable String passwordHash) {
        var shared = wanted.documents().stream().map(documents::find).toList();
        shared.forEach(document -> refuseUnfit(document, wanted));
        var secret = Secret.random();
        var link =
                OutsideLink.of(ids.next(), OutsideLink.Kind.SHARE, wanted.link(), clock.instant());
        var share =
                new Share(
                        link,
                        wanted.viewLimit(),
                        0,
                        wanted.mayDownload(),
                        wanted.watermark(),
                        wanted.reason(),
                        shared.stream().map(document -> item(document, wanted.newest())).toList());
        links.insert(link, secret.hash(), passwordHash);
        store.insert(share);
        shared.forEach(document -> record(share, document, wanted.newest()));
        return new Made(share, address.of(link.kind().path() + secret.text()));
    }

    private static Share.Item item(Document document, boolean newest) {
        return new Share.Item(
                document.id(), newest ? null : document.current().number(), document.clientId());
    }

    private static void refuseUnfit(Document document, NewShare wanted) {
        if (document.current().state() == Version.State.BLOCKED) {
            throw Problem.conflict(
                    "%s is blocked, so it cannot be shared.".formatted(document.name()),
                    "Ask for a clean copy and upload that.");
        }
        if (needsReason(document) && wanted.reason() == null) {
            throw Problem.invalid("reason", whyReason(document));
        }
        var isShown = wanted.watermark() || !wanted.mayDownload();
        if (isShown && !SharedPictures.canDraw(document.current())) {
            throw Problem.invalid(
                    wanted.watermark() ? "watermark" : "mayDownload",
                    "%s has no pages to draw: share it as a download without watermark, or as a PDF."
                            .formatted(document.name()));
        }
    }

    /** Whether it is shared only with a reason on record. */
    static boolean needsReason(Document document) {
        return switch (document.details().classification()) {
            case PRIVILEGED, TAX_RETURN_INFO -> true;
            case PUBLIC, INTERNAL, CONFIDENTIAL -> false;
        };
    }

    /** What has to be thought of before, in words. */
    static String whyReason(Document document) {
        return document.details().classification() == Document.Classification.PRIVILEGED
                ? "%s is privileged, and showing it to the wrong person may waive that. Say why it may be shared."
                        .formatted(document.name())
                : ("%s holds tax return information. Say on which ground it may be disclosed; this note is no"
                                + " consent under IRC §7216, which has to be had from the taxpayer first where it is needed.")
                        .formatted(document.name());
    }

    private void record(Share share, Document document, boolean newest) {
        audit.record(
                AuditEvent.done("document.shared", Documents.KIND, document.id())
                        .named(document.name())
                        .detail("link", share.link().id())
                        .detail("version", newest ? "newest" : document.current().number())
                        .detail("until", share.link().expiresAt())
                        .detail("classification", document.details().classification())
                        .personal("recipient", share.link().recipient())
                        .personal("reason", share.reason()));
    }

    @Transactional(readOnly = true)
    public Share find(UUID id) {
        Acting.require(Documents.READ);
        return store.find(id).orElseThrow(() -> Problem.notFound("link"));
    }

    /** The links a document is shared by, newest first. */
    @Transactional(readOnly = true)
    public List<Share> of(UUID document) {
        documents.find(document);
        return store.of(document);
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public Slice<Share> list(Filter filter, @Nullable String cursor, int limit) {
        Acting.require(Documents.READ);
        var after = Cursor.parse(cursor, 1);
        return Slice.of(
                store.list(filter, clock.instant(), after == null ? null : after.id(0), limit + 1),
                limit,
                share -> Cursor.at(share.link().id()));
    }

    /** What became of a link, newest first. */
    @Transactional(readOnly = true)
    public Slice<LinkEvent> log(UUID id, @Nullable String cursor, int limit) {
        find(id);
        var after = Cursor.parse(cursor, 1);
        return Slice.of(
                events.of(id, after == null ? null : after.id(0), limit + 1),
                limit,
                event -> Cursor.at(event.id()));
    }

    /** Closes a link at once, also to those who have it open. Without effect on a revoked one. */
    @Transactional
    public void revoke(UUID id) {
        Acting.require(SHARE);
        var share = find(id);
        if (links.revoke(id, Acting.actor().name(), clock.instant())) {
            audit.record(
                    AuditEvent.done("link.revoked", OutsideLink.Kind.SHARE.object(), id)
                            .named(share.link().recipient()));
        }
    }

    Standing standing(Share share) {
        return share.standing(clock.instant());
    }
}
