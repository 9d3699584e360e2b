package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.SignedNote;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Under which name the logs go; within a transaction of the leader. */
@Component
class Eras {

    /** What a later era's number follows in its name. */
    static final String LATER = "/era-";

    private final EraStore store;
    private final LogStore logs;
    private final Signing signing;
    private final SealingSettings settings;
    private final Audit audit;
    private final Clock clock;

    Eras(
            EraStore store,
            LogStore logs,
            Signing signing,
            SealingSettings settings,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.logs = logs;
        this.signing = signing;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** The era; the first time it begins, with the two logs of the installation. */
    Era current() {
        return store.current().orElseGet(this::begin);
    }

    private Era begin() {
        var origin =
                settings.origin().isEmpty()
                        ? "practiceops.local/" + UUID.randomUUID()
                        : settings.origin();
        var era = new Era(1, origin, clock.instant().truncatedTo(ChronoUnit.MICROS), null);
        store.insert(era);
        logs.make(Log.Kind.SYSTEM, null, era);
        logs.make(Log.Kind.INSTALLATION, null, era);
        return era;
    }

    /** Has the logs go on, from where this database stands, under a new name. */
    Era afterRestore(String reason) {
        var old = current();
        var halt =
                store.halt(old.number())
                        .orElseThrow(() ->
                                Problem.conflict(
                                        "Sealing does not stand still; there is nothing to accept.",
                                        "Nothing needs to be done."));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var number = Math.max(old.number(), numberIn(halt.anchored())) + 1;
        var origin = store.all().getFirst().origin() + LATER + number;
        var era = new Era(number, origin, now, statement(old, origin, halt.anchored(), now));
        store.insert(era);
        logs.update(
                logs.all().stream()
                        .map(log ->
                                new Log(
                                        log.id(),
                                        log.kind(),
                                        log.firm(),
                                        number,
                                        Log.origin(origin, log.kind(), log.firm()),
                                        log.size(),
                                        log.hashes(),
                                        log.stated()))
                        .toList());
        audit.record(
                AuditEvent.done("audit.restore-accepted", "audit-trail", origin)
                        .detail("before", old.origin())
                        .detail("cause", halt.reason())
                        .detail("size", logs.system().size())
                        .personal("reason", reason),
                null);
        return era;
    }

    /** A name that was used outside is not used again, though this database never heard of it. */
    private static int numberIn(String anchored) {
        var origin = anchored.lines().findFirst().orElse("");
        var later = origin.lastIndexOf(LATER);
        return later < 0 ? 1 : Integer.parseInt(origin.substring(later + LATER.length()));
    }

    /** What broke, signed: old and new name, what was anchored, and what is left. */
    private String statement(Era old, String origin, String anchored, Instant now) {
        var system = logs.system();
        var left = new Checkpoint(old.origin(), system.size(), system.range().root());
        var text =
                "practiceops.audit/new-era\n%s\n%s\n%d\n%s\n%s\n%s\n"
                        .formatted(
                                old.origin(),
                                origin,
                                left.size(),
                                Base64.getEncoder().encodeToString(left.root()),
                                Base64.getEncoder().encodeToString(anchored.getBytes(UTF_8)),
                                Root.micros(now));
        return SignedNote.sign(text, signing.trusted(signing.current())).encoded();
    }
}
