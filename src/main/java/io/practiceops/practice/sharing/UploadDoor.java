package io.practiceops.practice.sharing;

import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.DocumentDetails;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.documents.VersionStored;
import io.practiceops.practice.documents.Versions;
import io.practiceops.practice.sharing.LinkEvent.What;
import io.practiceops.practice.sharing.LinkRefused.Why;
import io.practiceops.practice.sharing.OutsideLink.Kind;
import io.practiceops.practice.sharing.OutsideLink.Standing;
import io.practiceops.trust.access.Firm;
import io.practiceops.trust.access.Firms;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** What whoever holds an upload link can do with it. All throw {@link LinkRefused}. */
@Service
public class UploadDoor {

    private static final Duration NOTICE_AFTER = Duration.ofMinutes(5);

    /** How long room is kept at least, and what a slow line brings beyond it, in bytes a second. */
    private static final Duration LEAST_TIME = Duration.ofMinutes(15);

    private static final long SLOWEST = 256_000;

    /** The upload the current work belongs to. */
    private static final ScopedValue<Coming> COMING = ScopedValue.newInstance();

    private final LinkDoor door;
    private final UploadLinkStore store;
    private final Clients clients;
    private final Documents documents;
    private final Versions versions;
    private final Makers makers;
    private final Firms firms;
    private final Tasks tasks;
    private final Audit audit;
    private final Ids ids;

    UploadDoor(
            LinkDoor door,
            UploadLinkStore store,
            Clients clients,
            Documents documents,
            Versions versions,
            Makers makers,
            Firms firms,
            Tasks tasks,
            Audit audit,
            Ids ids) {
        this.door = door;
        this.store = store;
        this.clients = clients;
        this.documents = documents;
        this.versions = versions;
        this.makers = makers;
        this.firms = firms;
        this.tasks = tasks;
        this.audit = audit;
        this.ids = ids;
    }

    /**
     * A link as whoever hands in sees it.
     *
     * @param open whether files may be brought, which a password has to be given for first
     * @param came names of the files that came, newest first; empty until it is open
     */
    public record Seen(UploadLink link, Firm firm, boolean open, List<String> came) {

        public boolean isFull() {
            return link.files() >= link.mostFiles() || link.bytes() >= link.mostBytes();
        }
    }

    private record Coming(
            UploadLink link, Guest guest, @Nullable Integer wish, @Nullable Room room) {}

    Seen look(String token, Guest guest) {
        return door.at(token, Kind.UPLOAD, guest, link -> seen(link, guest));
    }

    private Seen seen(OutsideLink link, Guest guest) {
        var upload =
                door.within(() -> store.find(link.id()))
                        .orElseThrow(() -> new LinkRefused(Why.CLOSED));
        var standing = upload.standing(door.now());
        if (standing != Standing.LIVE && standing != Standing.USED_UP) {
            throw new LinkRefused(Why.of(standing));
        }
        if (makers.seenBy(link, Shares.SHARE, () -> clients.find(upload.client())).isEmpty()) {
            throw new LinkRefused(Why.CLOSED);
        }
        var open = !link.asksPassword() || door.openVisit(link, guest).isPresent();
        return new Seen(upload, firms.current(), open, open ? came(upload) : List.of());
    }

    private List<String> came(UploadLink link) {
        return documents
                .findAll(link.arrivals().stream().map(UploadLink.Arrival::document).toList())
                .stream()
                .map(Document::name)
                .toList();
    }

    /** Opens a link that asks for a password. */
    void open(String token, Guest guest, String password) {
        door.at(
                token,
                Kind.UPLOAD,
                guest,
                link -> {
                    if (seen(link, guest).open()) {
                        return true;
                    }
                    door.requirePassword(link, password, guest);
                    return door.within(() -> {
                        var visit = door.begin(link, guest);
                        door.note(link, visit, door.event(What.OPENED, guest, null));
                        audit.record(
                                AuditEvent.done("link.opened", link.kind().object(), link.id())
                                        .named(link.recipient())
                                        .personal("network", guest.network()));
                        return true;
                    });
                });
    }

    /** Room at a link that an upload has while it is under way, and no other can have. */
    record Room(UUID firm, UUID id) {}

    /**
     * Keeps room for a body of that size before it is read; refuses it where there is none. Room
     * that is not given back, since its instance was killed, lapses when such a body has long come.
     */
    Room reserve(String token, Guest guest, long size) {
        return door.at(
                token,
                Kind.UPLOAD,
                guest,
                link -> {
                    requireRoom(requireOpen(link, guest), size);
                    var room = new Room(Acting.firm(), ids.next());
                    var until = door.now().plus(LEAST_TIME).plusSeconds(size / SLOWEST);
                    if (!door.within(
                            () -> store.reserve(room.id(), link.id(), size, door.now(), until))) {
                        throw Problem.conflict(
                                "Other files are on their way by this link, and there is no room beside them.",
                                "Try again when they have come.");
                    }
                    return room;
                });
    }

    /** Without effect on room that has lapsed. */
    void giveBack(Room room) {
        Acting.as(
                Actor.system("outside link", room.firm()),
                () -> door.within(() -> store.giveBack(room.id())));
    }

    /**
     * A file that is brought.
     *
     * @param wish position of what it is for; null for nothing in particular
     */
    record File(String name, long size, @Nullable Integer wish, InputStream bytes) {}

    /**
     * Takes in a file, in quarantine as all that comes.
     *
     * @param room kept for it; null where none was
     */
    void handIn(String token, Guest guest, File file, @Nullable Room room) {
        door.at(
                token,
                Kind.UPLOAD,
                guest,
                link -> {
                    var upload = requireOpen(link, guest);
                    requireRoom(upload, file.size());
                    var known =
                            upload.wishes().stream()
                                    .map(UploadLink.Wish::position)
                                    .filter(position -> position.equals(file.wish()))
                                    .findFirst()
                                    .orElse(null);
                    var details =
                            new DocumentDetails(
                                    upload.client(),
                                    file.name(),
                                    upload.folder(),
                                    upload.category(),
                                    Document.Classification.CONFIDENTIAL,
                                    null,
                                    List.of());
                    var coming = new Coming(upload, guest, known, room);
                    return ScopedValue.where(COMING, coming)
                            .call(() ->
                                    documents.uploadFrom(
                                            "link for " + link.recipient(), details, file.bytes()));
                });
    }

    private UploadLink requireOpen(OutsideLink link, Guest guest) {
        var seen = seen(link, guest);
        if (!seen.open()) {
            throw new LinkRefused(Why.UNKNOWN);
        }
        return seen.link();
    }

    private static void requireRoom(UploadLink link, long size) {
        if (link.files() >= link.mostFiles()) {
            throw new Problem(
                    ProblemType.TOO_LARGE,
                    "This link takes %,d files, and has them.".formatted(link.mostFiles()),
                    "Ask whoever sent it for a new link.");
        }
        if (link.bytes() + size > link.mostBytes()) {
            throw new Problem(
                    ProblemType.TOO_LARGE,
                    "This link takes %s in all; this would be more."
                            .formatted(Outside.size(link.mostBytes())),
                    "Bring smaller files, or ask whoever sent it for another link.");
        }
    }

    /** In the transaction that keeps the file: it has come by this link, or it has not come. */
    @EventListener
    void on(VersionStored stored) {
        if (!COMING.isBound()) {
            return;
        }
        var coming = COMING.get();
        var link = coming.link().link();
        var now = door.now();
        var size = versions.find(stored.documentId(), stored.number()).size();
        var room = coming.room();
        if (!store.take(link.id(), room == null ? null : room.id(), size, now)) {
            throw Problem.conflict(
                    "This link takes no more files.", "Ask whoever sent it for a new one.");
        }
        store.arrived(link.id(), stored.documentId(), coming.wish(), now);
        var event = door.event(What.HANDED_IN, coming.guest(), null);
        door.note(
                link,
                null,
                new LinkEvent(
                        event.id(),
                        event.at(),
                        event.what(),
                        stored.documentId(),
                        stored.number(),
                        null,
                        event.network(),
                        null));
        audit.record(
                AuditEvent.done("document.handed-in", Documents.KIND, stored.documentId())
                        .detail("link", link.id())
                        .personal("recipient", link.recipient())
                        .personal("network", coming.guest().network()));
        if (store.noticeDue(link.id(), now, now.plus(NOTICE_AFTER))) {
            tasks.schedule(new TellOfArrivals(link.id()), now.plus(NOTICE_AFTER));
        }
    }
}
