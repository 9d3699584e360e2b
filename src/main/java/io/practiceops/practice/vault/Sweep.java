package io.practiceops.practice.vault;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Home;
import io.practiceops.foundation.kernel.Job;
import io.practiceops.foundation.storage.ObjectStore;
import io.practiceops.foundation.storage.ObjectStore.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Removes what a kill left: of uploads, of reading, and objects that no row names. */
@Component
class Sweep implements Job {

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    private static final Duration OLD = Duration.ofHours(24);

    /** Parsers have a file for minutes at most. */
    private static final Duration OLD_PLAIN = Duration.ofHours(1);

    private static final int PAGE = 1000;

    /** More than this and it is no remains: the database is of another day, or another house. */
    private static final int MOST_ORPHANS = 10_000;

    private static final double TOO_LARGE_A_SHARE = 0.2;
    private static final int FEW = 100;

    private final ObjectStore objects;
    private final KeptStore store;
    private final KekStore keks;
    private final Path arriving;
    private final Path plain;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    Sweep(
            ObjectStore objects,
            KeptStore store,
            KekStore keks,
            Home home,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.objects = objects;
        this.store = store;
        this.keks = keks;
        this.arriving = home.resolve("tmp");
        this.plain = home.plain();
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @Override
    public String name() {
        return "vault.sweep";
    }

    @Override
    public String title() {
        return "Remove the remains of uploads that were cut off";
    }

    @Override
    public When when() {
        return new When.Every(Duration.ofHours(1));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(30);
    }

    @Override
    public String whenItFails() {
        return "Remains of broken uploads take up room, and decrypted ones lie about.";
    }

    @Override
    public void run() throws IOException {
        var before = clock.instant().minus(OLD);
        var removed =
                OldFiles.remove(arriving, before)
                        + OldFiles.remove(plain, clock.instant().minus(OLD_PLAIN))
                        + OldFiles.removeEmptyFolders(plain, before)
                        + objects.discardUnfinished(Place.ROOT, before)
                        + sweepOrphans(before);
        if (removed > 0) {
            log.info("Removed the remains of {} uploads", removed);
        }
    }

    private int sweepOrphans(Instant before) throws IOException {
        var mark = marked();
        var orphans = new ArrayList<String>();
        var seen = 0L;
        for (var page = objects.list(Place.ROOT, null, PAGE);
                !page.isEmpty() && orphans.size() < MOST_ORPHANS;
                page = objects.list(Place.ROOT, page.getLast().key(), PAGE)) {
            var old = page.stream().filter(object -> object.writtenAt().isBefore(before)).toList();
            seen += old.size();
            orphans.addAll(orphans(old));
        }
        if (orphans.size() > seen * TOO_LARGE_A_SHARE) {
            return refuse(orphans.size(), seen);
        }
        if (seen > 0 && !mark.isThere()) {
            mark.leave();
        }
        orphans.forEach(objects::delete);
        return orphans.size();
    }

    private StoreMark marked() throws IOException {
        var mark =
                new StoreMark(
                        objects, Objects.requireNonNull(acrossFirms.execute(_ -> keks.all())));
        mark.requireOurs();
        return mark;
    }

    /** A few, as a new installation may have them, wait until there are more that are known. */
    private static int refuse(int orphans, long seen) {
        var words =
                "%,d of %,d objects are named by no row, so none was removed: is this the database that belongs to the store?"
                        .formatted(orphans, seen);
        if (orphans > FEW) {
            throw new IllegalStateException(words);
        }
        log.warn("{}", words);
        return 0;
    }

    private List<String> orphans(List<Stored> old) {
        var ids = old.stream().flatMap(object -> Place.idIn(object.key()).stream()).toList();
        var known = Objects.requireNonNull(acrossFirms.execute(_ -> store.known(ids)));
        return old.stream()
                .map(Stored::key)
                .filter(key -> Place.idIn(key).filter(id -> !known.contains(id)).isPresent())
                .toList();
    }
}
