package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.practice.sharing.LinkEvent.What;
import io.practiceops.practice.sharing.LinkRefused.Why;
import io.practiceops.practice.sharing.OutsideEventStore.Visit;
import io.practiceops.trust.access.Passwords;
import io.practiceops.trust.access.Secret;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where strangers come in: finds whose link a token is, works in that firm's name as PracticeOps,
 * and puts on record who was refused and why.
 */
@Component
class LinkDoor {

    /** How long what was opened stays open without counting anew. */
    static final Duration VISIT = Duration.ofHours(4);

    private static final int LONGEST_TOKEN = 64;
    private static final int MOST_REFUSALS_A_DAY = 50;
    private static final int MOST_VISITS_AN_HOUR = 60;

    /** So long after its end a link's refusals are still told. */
    private static final Duration WATCHED = Duration.ofDays(30);

    private final OutsideLinkStore links;
    private final OutsideEventStore events;
    private final LinkGuesses guesses;
    private final Passwords passwords;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Ids ids;

    LinkDoor(
            OutsideLinkStore links,
            OutsideEventStore events,
            LinkGuesses guesses,
            Passwords passwords,
            Audit audit,
            PlatformTransactionManager transactions,
            Clock clock,
            Ids ids) {
        this.links = links;
        this.events = events;
        this.guesses = guesses;
        this.passwords = passwords;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.ids = ids;
    }

    /** Works for the guest in the name of the firm whose link it is. */
    <T> T at(String token, OutsideLink.Kind kind, Guest guest, Function<OutsideLink, T> work) {
        var place =
                token.length() > LONGEST_TOKEN
                        ? Optional.<OutsideLinkStore.Place>empty()
                        : within(() -> links.find(new Secret(token).hash()));
        if (place.isEmpty()) {
            throw new LinkRefused(Why.UNKNOWN);
        }
        return Acting.as(
                Actor.system("outside link", place.get().firm()),
                Acting.requestId(),
                () -> {
                    var link = within(() -> links.find(place.get().link())).orElseThrow();
                    if (link.kind() != kind) {
                        throw new LinkRefused(Why.UNKNOWN);
                    }
                    try {
                        return work.apply(link);
                    } catch (LinkRefused refused) {
                        record(refused, link, guest);
                        throw told(refused, link, guest);
                    }
                });
    }

    /**
     * Why a link has ended is told to those alone who opened it once: a stranger learns nothing.
     */
    private LinkRefused told(LinkRefused refused, OutsideLink link, Guest guest) {
        return refused.why().isEnd() && visit(link, guest).isEmpty()
                ? new LinkRefused(Why.UNKNOWN)
                : refused;
    }

    private void record(LinkRefused refused, OutsideLink link, Guest guest) {
        var now = clock.instant();
        if (link.expiresAt().plus(WATCHED).isBefore(now)) {
            return;
        }
        var why = refused.why().slug();
        transaction.executeWithoutResult(_ -> {
            if (events.isNewRefusal(link.id(), guest.network(), why, now, MOST_REFUSALS_A_DAY)) {
                note(link, null, event(What.REFUSED, guest, why));
                audit.record(
                        AuditEvent.denied(
                                        "link.refused", link.kind().object(), link.id().toString())
                                .named(link.recipient())
                                .detail("reason", why)
                                .personal("network", guest.network()));
            }
        });
    }

    /** The guest's visit of that link, which may be over; empty for one who never opened it. */
    Optional<Visit> visit(OutsideLink link, Guest guest) {
        var secret = guest.secret();
        return secret == null
                ? Optional.empty()
                : within(() -> events.visit(link.id(), visitHash(link, secret), clock.instant()));
    }

    Optional<Visit> openVisit(OutsideLink link, Guest guest) {
        return visit(link, guest).filter(Visit::open);
    }

    /**
     * Begins a visit in the current transaction. A browser whose visit is over gets a new one in
     * its place.
     */
    Visit begin(OutsideLink link, Guest guest) {
        var now = clock.instant();
        if (events.visitsSince(link.id(), now.minus(Duration.ofHours(1))) >= MOST_VISITS_AN_HOUR) {
            throw new LinkRefused(
                    Why.TOO_MANY, "It was opened very often lately. Try again in an hour.");
        }
        var hash = visitHash(link, Objects.requireNonNull(guest.secret()));
        events.forget(link.id(), hash);
        var visit = new Visit(ids.next(), now, true);
        events.begin(visit.id(), link.id(), hash, now, now.plus(VISIT));
        return visit;
    }

    /** The same browser has another secret for each link, so that two links tell nothing of it. */
    private static byte[] visitHash(OutsideLink link, Secret secret) {
        return new Secret(secret.text() + "." + link.id()).hash();
    }

    /** Refuses whoever does not know the password of the link, if it has one. */
    void requirePassword(OutsideLink link, String typed, Guest guest) {
        if (!link.asksPassword()) {
            return;
        }
        var wait = within(() -> guesses.admit(link.id(), guest.network()));
        if (wait.isPositive()) {
            throw new LinkRefused(
                    Why.TOO_MANY,
                    "Wait %d minutes, then try again.".formatted(wait.toMinutes() + 1));
        }
        var hash = within(() -> links.password(link.id())).orElse(null);
        if (!passwords.matches(typed, hash)) {
            throw new LinkRefused(Why.WRONG_PASSWORD);
        }
        transaction.executeWithoutResult(_ -> guesses.succeeded(link.id(), guest.network()));
    }

    /** Whether it is in the log for the first time; see {@link OutsideEventStore#insert}. */
    boolean note(OutsideLink link, @Nullable Visit visit, LinkEvent event) {
        return events.insert(link.id(), visit == null ? null : visit.id(), event);
    }

    long countOf(OutsideLink link, Visit visit, What what, UUID document) {
        return events.count(link.id(), visit.id(), what, document);
    }

    LinkEvent event(What what, Guest guest, @Nullable String why) {
        return new LinkEvent(ids.next(), now(), what, null, null, null, guest.network(), why);
    }

    Instant now() {
        return clock.instant();
    }

    <T> T within(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }
}
