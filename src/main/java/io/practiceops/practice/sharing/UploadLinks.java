package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.sharing.UploadLink.Wish;
import io.practiceops.trust.access.Address;
import io.practiceops.trust.access.Passwords;
import io.practiceops.trust.access.Secret;
import io.practiceops.trust.access.User;
import io.practiceops.trust.access.Users;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Links by which clients hand in files: made, looked at, revoked. */
@Service
public class UploadLinks {

    private final UploadLinkStore store;
    private final OutsideLinkStore links;
    private final OutsideEventStore events;
    private final Clients clients;
    private final Users users;
    private final Passwords passwords;
    private final Address address;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Ids ids;

    UploadLinks(
            UploadLinkStore store,
            OutsideLinkStore links,
            OutsideEventStore events,
            Clients clients,
            Users users,
            Passwords passwords,
            Address address,
            Audit audit,
            PlatformTransactionManager transactions,
            Clock clock,
            Ids ids) {
        this.store = store;
        this.links = links;
        this.events = events;
        this.clients = clients;
        this.users = users;
        this.passwords = passwords;
        this.address = address;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.ids = ids;
    }

    /** A link just made, with the address that opens it, which is not to be had again. */
    public record Made(UploadLink link, String url) {

        @Override
        public String toString() {
            return "Made[" + link.link().id() + "]";
        }
    }

    /** Asks a client for files. Whoever asks is mailed when they come. */
    public Made ask(NewUploadLink wanted) {
        Acting.require(Shares.SHARE);
        Acting.require(Documents.WRITE);
        clients.find(wanted.client());
        var password = wanted.link().password();
        var hash = password == null ? null : passwords.hash(password);
        var tells = addressOfActor();
        return Objects.requireNonNull(transaction.execute(_ -> ask(wanted, hash, tells)));
    }

    private Made ask(NewUploadLink wanted, @Nullable String passwordHash, @Nullable String tells) {
        var client = clients.find(wanted.client());
        var secret = Secret.random();
        var link =
                new UploadLink(
                        OutsideLink.of(
                                ids.next(),
                                OutsideLink.Kind.UPLOAD,
                                wanted.link(),
                                clock.instant()),
                        client.id(),
                        wanted.folder(),
                        wanted.category(),
                        tells,
                        wanted.mostFiles(),
                        wanted.mostBytes(),
                        0,
                        0,
                        wishes(wanted.wishes()),
                        List.of());
        links.insert(link.link(), secret.hash(), passwordHash);
        store.insert(link);
        audit.record(
                AuditEvent.done(
                                "upload-link.made",
                                OutsideLink.Kind.UPLOAD.object(),
                                link.link().id())
                        .named(link.link().recipient())
                        .detail("client", client.id())
                        .detail("until", link.link().expiresAt())
                        .detail("wishes", link.wishes().size()));
        return new Made(link, address.of(link.link().kind().path() + secret.text()));
    }

    private static List<Wish> wishes(List<String> wanted) {
        return IntStream.range(0, wanted.size())
                .mapToObj(i -> new Wish(i + 1, wanted.get(i), false))
                .toList();
    }

    /** The actor's own, which they need no right to know; null for PracticeOps itself. */
    private @Nullable String addressOfActor() {
        var user = Acting.actor().id();
        if (user == null) {
            return null;
        }
        var firm = Actor.system("upload links", Acting.firm());
        return Acting.as(
                firm,
                Acting.requestId(),
                () ->
                        users.all().stream()
                                .filter(one -> one.id().equals(user))
                                .map(User::email)
                                .findFirst()
                                .orElse(null));
    }

    @Transactional(readOnly = true)
    public UploadLink find(UUID id) {
        Acting.require(Documents.READ);
        return store.find(id).orElseThrow(() -> Problem.notFound("link"));
    }

    /** Newest first; of one client, or of all with null. */
    @Transactional(readOnly = true)
    public Slice<UploadLink> list(@Nullable UUID client, @Nullable String cursor, int limit) {
        Acting.require(Documents.READ);
        if (client != null) {
            clients.find(client);
        }
        var after = Cursor.parse(cursor, 1);
        return Slice.of(
                store.list(client, after == null ? null : after.id(0), limit + 1),
                limit,
                link -> Cursor.at(link.link().id()));
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

    /** Closes a link at once. Without effect on a revoked one. */
    @Transactional
    public void revoke(UUID id) {
        Acting.require(Shares.SHARE);
        var link = find(id);
        if (links.revoke(id, Acting.actor().name(), clock.instant())) {
            audit.record(
                    AuditEvent.done("link.revoked", OutsideLink.Kind.UPLOAD.object(), id)
                            .named(link.link().recipient()));
        }
    }

    OutsideLink.Standing standing(UploadLink link) {
        return link.standing(clock.instant());
    }
}
