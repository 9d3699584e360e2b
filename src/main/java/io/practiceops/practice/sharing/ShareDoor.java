package io.practiceops.practice.sharing;

import io.practiceops.foundation.web.Moment;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.documents.Version;
import io.practiceops.practice.documents.Versions;
import io.practiceops.practice.sharing.LinkEvent.What;
import io.practiceops.practice.sharing.LinkRefused.Why;
import io.practiceops.practice.sharing.OutsideEventStore.Visit;
import io.practiceops.practice.sharing.OutsideLink.Kind;
import io.practiceops.practice.sharing.OutsideLink.Standing;
import io.practiceops.trust.access.Firm;
import io.practiceops.trust.access.Firms;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What whoever holds a share link can do with it. All throw {@link LinkRefused}. */
@Service
public class ShareDoor {

    private static final int MOST_DOWNLOADS_A_VISIT = 20;

    private final LinkDoor door;
    private final ShareStore store;
    private final Documents documents;
    private final Versions versions;
    private final Makers makers;
    private final Firms firms;
    private final Audit audit;

    ShareDoor(
            LinkDoor door,
            ShareStore store,
            Documents documents,
            Versions versions,
            Makers makers,
            Firms firms,
            Audit audit) {
        this.door = door;
        this.store = store;
        this.documents = documents;
        this.versions = versions;
        this.makers = makers;
        this.firms = firms;
        this.audit = audit;
    }

    /**
     * A document of a link in the version it shows now.
     *
     * @param place counted from 1
     * @param isPinned whether it shows that version for good
     */
    public record Shown(int place, Document document, Version version, boolean isPinned) {

        /** As people outside know it: what the firm calls it later is not theirs to learn. */
        public String name() {
            return isPinned ? version.fileName() : document.name();
        }

        public boolean isReleased() {
            return version.state() == Version.State.RELEASED;
        }
    }

    /**
     * A share as its recipient sees it.
     *
     * @param visit null until it is opened
     */
    public record Seen(Share share, Firm firm, List<Shown> shown, @Nullable Visit visit) {

        /** Of one that is open. */
        UUID visitId() {
            return Objects.requireNonNull(visit).id();
        }

        /** What is drawn over its pages; null for nothing. */
        @Nullable String mark() {
            return share.watermark() && visit != null
                    ? share.link().recipient()
                            + " · "
                            + Moment.at(visit.begunAt(), firm.zone()).text()
                    : null;
        }
    }

    /** What there is, which costs no view: previews of links and mail scanners come here too. */
    Seen look(String token, Guest guest) {
        return door.at(token, Kind.SHARE, guest, link -> seen(link, guest));
    }

    private Seen seen(OutsideLink link, Guest guest) {
        var share = share(link);
        var visit = door.openVisit(link, guest).orElse(null);
        var standing = share.standing(door.now());
        if (standing != Standing.LIVE && !(standing == Standing.USED_UP && visit != null)) {
            throw new LinkRefused(Why.of(standing));
        }
        var shown = shown(share);
        if (shown.isEmpty()) {
            throw new LinkRefused(Why.CLOSED);
        }
        return new Seen(share, firms.current(), shown, visit);
    }

    private Share share(OutsideLink link) {
        return door.within(() -> store.find(link.id()))
                .orElseThrow(() -> new LinkRefused(Why.CLOSED));
    }

    private List<Shown> shown(Share share) {
        return IntStream.range(0, share.items().size())
                .boxed()
                .flatMap(i -> shown(share, i + 1).stream())
                .toList();
    }

    private Optional<Shown> shown(Share share, int place) {
        var item = share.items().get(place - 1);
        return makers.seenBy(
                        share.link(),
                        Shares.SHARE,
                        () -> {
                            var document = documents.find(item.document());
                            var number = item.version();
                            return new Shown(
                                    place,
                                    document,
                                    number == null
                                            ? document.current()
                                            : versions.find(item.document(), number),
                                    number != null);
                        })
                .filter(shown -> share.whyHidden(item, shown.document()).isEmpty());
    }

    /** Opens it, which counts a view unless this browser has it open already. */
    Seen open(String token, Guest guest, String password) {
        return door.at(
                token,
                Kind.SHARE,
                guest,
                link -> {
                    var seen = seen(link, guest);
                    if (seen.visit() != null) {
                        return seen;
                    }
                    if (seen.shown().stream().noneMatch(Shown::isReleased)) {
                        throw new LinkRefused(whyNot(seen.shown().getFirst().version()));
                    }
                    door.requirePassword(link, password, guest);
                    var visit = door.within(() -> begin(link, guest));
                    return new Seen(seen.share(), seen.firm(), seen.shown(), visit);
                });
    }

    private Visit begin(OutsideLink link, Guest guest) {
        if (!store.countView(link.id(), door.now())) {
            throw new LinkRefused(Why.of(endOf(link)));
        }
        var visit = door.begin(link, guest);
        door.note(link, visit, door.event(What.OPENED, guest, null));
        audit.record(
                AuditEvent.done("link.opened", link.kind().object(), link.id())
                        .named(link.recipient())
                        .personal("network", guest.network()));
        return visit;
    }

    private Standing endOf(OutsideLink link) {
        var standing =
                store.find(link.id())
                        .map(share -> share.standing(door.now()))
                        .orElse(Standing.USED_UP);
        return standing == Standing.LIVE ? Standing.USED_UP : standing;
    }

    /**
     * Work with one document of an open link.
     *
     * @param place of the document, counted from 1
     */
    <T> T with(String token, Guest guest, int place, BiFunction<Seen, Shown, T> work) {
        return door.at(
                token,
                Kind.SHARE,
                guest,
                link -> {
                    var seen = seen(link, guest);
                    if (seen.visit() == null) {
                        throw new LinkRefused(Why.UNKNOWN);
                    }
                    var shown =
                            seen.shown().stream()
                                    .filter(one -> one.place() == place)
                                    .findFirst()
                                    .orElseThrow(() -> new LinkRefused(Why.CLOSED));
                    if (!shown.isReleased()) {
                        throw new LinkRefused(whyNot(shown.version()));
                    }
                    return work.apply(seen, shown);
                });
    }

    private static Why whyNot(Version version) {
        return version.state() == Version.State.BLOCKED ? Why.BLOCKED : Why.CHECKING;
    }

    /** Puts on record that a page leaves, the first time in a visit. */
    void notePage(Seen seen, Shown shown, Guest guest, int page) {
        note(seen, shown, guest, What.PAGE, page);
    }

    /** Puts on record that the file leaves. */
    void noteDownload(Seen seen, Shown shown, Guest guest) {
        note(seen, shown, guest, What.DOWNLOADED, null);
    }

    private void note(Seen seen, Shown shown, Guest guest, What what, @Nullable Integer page) {
        var link = seen.share().link();
        var visit = Objects.requireNonNull(seen.visit());
        door.within(() -> {
            requireFew(link, visit, what, shown.document().id());
            var plain = door.event(what, guest, null);
            var event =
                    new LinkEvent(
                            plain.id(),
                            plain.at(),
                            what,
                            shown.document().id(),
                            shown.version().number(),
                            page,
                            guest.network(),
                            null);
            if (door.note(link, visit, event)) {
                record(link, shown, guest, what, page);
            }
            return true;
        });
    }

    private void requireFew(OutsideLink link, Visit visit, What what, UUID document) {
        if (what == What.DOWNLOADED
                && door.countOf(link, visit, what, document) >= MOST_DOWNLOADS_A_VISIT) {
            throw new LinkRefused(
                    Why.TOO_MANY,
                    "It was downloaded very often. Open the link again in a few hours.");
        }
    }

    private void record(
            OutsideLink link, Shown shown, Guest guest, What what, @Nullable Integer page) {
        var action = what == What.PAGE ? "document.link-page-seen" : "document.link-downloaded";
        var event =
                AuditEvent.done(action, Documents.KIND, shown.document().id())
                        .named(shown.document().name())
                        .detail("link", link.id())
                        .detail("number", shown.version().number())
                        .personal("recipient", link.recipient())
                        .personal("network", guest.network());
        audit.record(page == null ? event : event.detail("page", page));
    }
}
