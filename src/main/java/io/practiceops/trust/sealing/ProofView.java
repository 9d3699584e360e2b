package io.practiceops.trust.sealing;

import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.TlogProof;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Seals and proofs as pages show them. */
public final class ProofView {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss.SSS zzz", Locale.US);

    private ProofView() {}

    /**
     * A state an entry comes through.
     *
     * @param at when, to the millisecond; null while it is still to come
     * @param after how long after the state before; null for the first, and while to come
     */
    public record Step(String title, String meaning, @Nullable String at, @Nullable String after) {}

    static List<Step> steps(Seal seal, ZoneId zone) {
        var steps = new ArrayList<Step>();
        steps.add(
                step(
                        "Written",
                        "In the database, with the act itself.",
                        seal.committed(),
                        null,
                        zone));
        steps.add(
                step(
                        "In the log",
                        "Has its number among the entries of the firm, for good.",
                        seal.sequenced(),
                        seal.committed(),
                        zone));
        steps.add(
                step(
                        "Signed",
                        "Under a signature that covers it and all before it.",
                        seal.checkpointed(),
                        seal.sequenced(),
                        zone));
        steps.add(
                step(
                        "Kept outside",
                        "The signed checkpoint is in every place outside the database.",
                        seal.anchored(),
                        seal.checkpointed(),
                        zone));
        return steps;
    }

    private static Step step(
            String title,
            String meaning,
            @Nullable Instant at,
            @Nullable Instant before,
            ZoneId zone) {
        return new Step(
                title,
                meaning,
                at == null ? null : TIME.format(at.atZone(zone)),
                at == null || before == null ? null : after(Duration.between(before, at)));
    }

    private static String after(Duration time) {
        var millis = Math.max(0, time.toMillis());
        return millis < 1000
                ? "%d ms later".formatted(millis)
                : "%.1f s later".formatted(millis / 1000.0);
    }

    /**
     * What the steps of the proof page name.
     *
     * @param number of the entry in its firm's log, from 1
     * @param size entries of the firm's log that the statement covers
     * @param root of the firm's log, Base64
     * @param statements how many statements the checkpoint covers
     * @param neighbours fingerprints the proof needs beside the entry's own
     */
    public record Numbers(
            String fingerprint,
            long number,
            long size,
            String root,
            long statement,
            long statements,
            int neighbours,
            String key) {}

    static Numbers numbers(Proof proof) {
        var inFirmLog = TlogProof.parse(proof.inFirmLog());
        var inSystemLog = TlogProof.parse(proof.inSystemLog());
        var firm = Checkpoint.parse(inFirmLog.checkpoint().text());
        var system = Checkpoint.parse(inSystemLog.checkpoint().text());
        var signature = inSystemLog.checkpoint().signatures().getLast();
        return new Numbers(
                HexFormat.of().formatHex(proof.leaf()),
                inFirmLog.index() + 1,
                firm.size(),
                HexFormat.of().formatHex(firm.root()),
                inSystemLog.index() + 1,
                system.size(),
                inFirmLog.path().size(),
                "%s+%08x".formatted(signature.name(), signature.keyId()));
    }

    static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }
}
