package io.practiceops.console.samples;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Sample;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.sharing.NewLink;
import io.practiceops.practice.sharing.NewShare;
import io.practiceops.practice.sharing.NewUploadLink;
import io.practiceops.practice.sharing.Shares;
import io.practiceops.practice.sharing.UploadLinks;
import io.practiceops.trust.access.Roles;
import io.practiceops.trust.access.Users;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** A link that works, one that has ended within a minute, and a client who is asked for papers. */
@Component
class SharingSample implements Sample {

    private static final int NEWEST = 200;

    private final Shares shares;
    private final UploadLinks uploadLinks;
    private final Documents documents;
    private final Users users;
    private final Roles roles;

    SharingSample(
            Shares shares, UploadLinks uploadLinks, Documents documents, Users users, Roles roles) {
        this.shares = shares;
        this.uploadLinks = uploadLinks;
        this.documents = documents;
        this.users = users;
        this.roles = roles;
    }

    @Override
    public int order() {
        return 28;
    }

    @Override
    public void create() {
        var all = documents.list(null, null, NEWEST).items();
        var contract = first(all, Category.CONTRACT);
        var invoice = first(all, Category.INVOICE);
        Acting.as(
                working("Maya Ortiz"),
                () -> {
                    share("Erik Lindqvist", contract, NewLink.USUAL_LIFE, true);
                    share("accounting@example.com", invoice, Duration.ofMinutes(1), false);
                });
        Acting.as(working("Daniel Okoye"), () -> ask(invoice));
    }

    private void share(String recipient, Document document, Duration life, boolean watermark) {
        var link = new NewLink(recipient, "Please look it over before we meet.", null, life);
        shares.share(new NewShare(link, List.of(document.id()), false, 5, true, watermark, null));
    }

    private void ask(Document ofClient) {
        var link =
                new NewLink(
                        "the bookkeeper",
                        "A photograph from your phone will do.",
                        null,
                        Duration.ofDays(30));
        uploadLinks.ask(
                new NewUploadLink(
                        link,
                        ofClient.clientId(),
                        "Taxes/2026",
                        Category.TAX_FORM,
                        List.of(
                                "All forms W-2",
                                "Bank statements of December",
                                "Proof of identity"),
                        NewUploadLink.USUAL_FILES,
                        NewUploadLink.USUAL_BYTES));
    }

    private static Document first(List<Document> all, Category category) {
        return all.stream()
                .filter(document -> document.category() == category)
                .filter(document -> document.name().endsWith(".pdf"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No sample is of " + category));
    }

    private Actor working(String name) {
        var user =
                users.all().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        var rights = roles.rightsOf(user.roles());
        return new Actor(Actor.Kind.USER, user.id(), null, user.name(), Acting.firm(), rights);
    }
}
