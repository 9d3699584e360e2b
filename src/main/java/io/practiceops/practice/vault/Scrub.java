package io.practiceops.practice.vault;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Job;
import io.practiceops.foundation.storage.ObjectMissing;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Reads objects again, those first that were read longest ago, and notes what it found of each. A
 * store that is down tells nothing of its objects: the run ends, and they stay as they were.
 */
@Component
class Scrub implements Job {

    private static final Logger log = LoggerFactory.getLogger(Scrub.class);
    private static final Duration AGAIN_AFTER = Duration.ofDays(7);
    private static final Duration TROUBLE_AGAIN_AFTER = Duration.ofDays(1);
    private static final int BATCH = 100;
    private static final int BUFFER = 64 * 1024;

    private final KeptStore store;
    private final SealedObjects objects;
    private final VaultSettings.Scrub pace;
    private final Audit audit;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;

    Scrub(
            KeptStore store,
            SealedObjects objects,
            VaultSettings settings,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.objects = objects;
        this.pace = settings.scrub();
        this.audit = audit;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @Override
    public String name() {
        return "vault.scrub";
    }

    @Override
    public String title() {
        return "Read stored files again and verify them";
    }

    @Override
    public When when() {
        return new When.Every(Duration.ofHours(1));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(55);
    }

    @Override
    public String whenItFails() {
        return "Damage in the object store would be noticed only when somebody opens the file.";
    }

    @Override
    public void run() throws IOException, InterruptedException {
        var read = 0L;
        for (var batch = batch(); !batch.isEmpty(); batch = batch()) {
            for (var object : batch) {
                note(object, verify(object));
                read += object.size();
                if (read >= pace.perRun().toBytes()) {
                    return;
                }
            }
        }
    }

    private List<Kept> batch() {
        var now = clock.instant();
        return Objects.requireNonNull(
                acrossFirms.execute(_ ->
                        store.toScrub(
                                now.minus(AGAIN_AFTER), now.minus(TROUBLE_AGAIN_AFTER), BATCH)));
    }

    private Scrubbed verify(Kept object) throws IOException, InterruptedException {
        try (var bytes = objects.openRaw(object)) {
            return hash(bytes).equals(object.sha256()) ? Scrubbed.SOUND : Scrubbed.DAMAGED;
        } catch (ObjectMissing e) {
            return Scrubbed.MISSING;
        } catch (DamagedObject e) {
            log.error("Damage in the object store", e);
            return Scrubbed.DAMAGED;
        }
    }

    private String hash(InputStream bytes) throws IOException, InterruptedException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest);
            var buffer = new byte[BUFFER];
            var began = System.nanoTime();
            var sum = 0L;
            for (var read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                sink.write(buffer, 0, read);
                sum += read;
                hold(began, sum);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw Aes.lacks(e);
        }
    }

    /** Waits until that many bytes are due. */
    private void hold(long began, long bytes) throws InterruptedException {
        var due = bytes * TimeUnit.SECONDS.toNanos(1) / pace.perSecond().toBytes();
        var early = due - (System.nanoTime() - began);
        if (early > TimeUnit.MILLISECONDS.toNanos(10)) {
            TimeUnit.NANOSECONDS.sleep(early);
        }
    }

    private void note(Kept object, Scrubbed result) {
        acrossFirms.executeWithoutResult(_ -> {
            for (var before : store.noted(object)) {
                store.note(object, result, clock.instant());
                var wasSound = before.isEmpty() || before.equals(Scrubbed.SOUND.name());
                if (wasSound != (result == Scrubbed.SOUND)) {
                    record(object, result);
                }
            }
        });
    }

    private void record(Kept object, Scrubbed result) {
        var action = result == Scrubbed.SOUND ? "vault.object-sound-again" : "vault.object-damaged";
        audit.record(
                AuditEvent.done(action, "vault-object", object.object())
                        .detail("sha256", object.sha256())
                        .detail("found", result),
                object.place().firm());
    }
}
