package io.practiceops.trust.sealing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Tells what a verification found: to people in sentences, to programs in JSON. */
record VerifyWords(VerifyReport report) {

    String text() {
        var lines = new ArrayList<String>();
        var manifest = report.manifest();
        lines.add("Log       " + manifest.log());
        lines.add("Period    %s until %s".formatted(manifest.from(), manifest.until()));
        lines.add("");
        switch (report.verdict()) {
            case PROVEN -> lines.add("PROVEN. " + entries());
            case NOT_COMPARABLE -> lines.add("NOT COMPARABLE with what you kept. " + entries());
            case DAMAGED -> damaged(lines);
        }
        report.kept().forEach(kept -> lines.add(words(kept)));
        lines.addAll(notProven());
        return String.join(System.lineSeparator(), lines);
    }

    private void damaged(List<String> lines) {
        lines.add("NOT AS SEALED. The first difference:");
        for (var finding : report.findings()) {
            lines.add("  " + finding.words() + where(finding));
            lines.add("    (%s)".formatted(finding.kind()));
        }
    }

    private static String where(VerifyFinding finding) {
        return finding.event() == null ? "" : " Its id is %s.".formatted(finding.event());
    }

    private String entries() {
        var counts = report.counts();
        if (counts == null || counts.entries() == 0) {
            return "The log has no entry in this period, and that is what was sealed.";
        }
        var words = new StringBuilder();
        words.append(
                "%,d %s, dated %s to %s, are exactly what was sealed: none was changed, removed, added or moved."
                        .formatted(
                                counts.entries(),
                                counts.entries() == 1 ? "entry" : "entries",
                                counts.first(),
                                counts.last()));
        words.append(" %,d personal values are what was sealed".formatted(counts.personal()));
        words.append(
                counts.redacted() == 0
                        ? "; none is redacted."
                        : "; %,d are redacted, each by a recorded erasure."
                                .formatted(counts.redacted()));
        if (counts.truncated() > 0) {
            words.append(
                    " The text of %,d entries is gone by the recorded end of its retention."
                            .formatted(counts.truncated()));
        }
        return words.toString();
    }

    private String words(VerifyKept kept) {
        var what =
                "Compared with %s (%,d records): ".formatted(kept.name(), kept.checkpoint().size());
        return what
                + switch (kept.result()) {
                    case CONFIRMED ->
                            report.findings().isEmpty()
                                    ? "what was sealed then is unchanged."
                                    : "the seals of this export go on from it.";
                    case REFUTED -> "they contradict each other.";
                    case UNDECIDED ->
                            """
                            it is older than what this export reaches back to. Have the export made again with \
                            --checkpoint and this file.\
                            """;
                };
    }

    /** What the reader should not believe yet. */
    private List<String> notProven() {
        var lines = new ArrayList<String>();
        if (report.findings().isEmpty() && report.kept().isEmpty()) {
            lines.add(
                    """
                    NOT PROVEN: that nobody with the database and the signing key wrote all of it anew before this \
                    export. Bring a checkpoint that was kept elsewhere: --checkpoint FILE.\
                    """);
        }
        if (report.keyId() != null && !report.keyKnown()) {
            lines.add(
                    "The seals are signed with key %s. Compare it with the one the firm told you, or pass that: --key FILE."
                            .formatted(report.keyId()));
        }
        var root = report.lastRoot();
        if (root != null) {
            lines.add(
                    "Sealed up to entry %,d at %s. What was recorded after that is not in this proof."
                            .formatted(root.size(), BundleRoot.micros(root.at())));
            var manifest = report.manifest();
            if (manifest != null && root.at().isBefore(Instant.parse(manifest.until()))) {
                lines.add(
                        """
                        That is before the end of the period: whether the log goes on from there, only a later \
                        checkpoint of this log shows, or an export made after the period.\
                        """);
            }
        }
        return lines;
    }

    String json() {
        var members = new LinkedHashMap<String, Object>();
        var manifest = report.manifest();
        members.put("verdict", report.verdict().name());
        members.put("log", manifest.log());
        members.put("from", manifest.from());
        members.put("until", manifest.until());
        members.put("first", manifest.firstIndex());
        members.put("end", manifest.endIndex());
        var counts = report.counts();
        if (counts != null) {
            members.put("entries", counts.entries());
            members.put("truncated", counts.truncated());
            members.put("personal", counts.personal());
            members.put("redacted", counts.redacted());
            members.put("earliest", counts.first());
            members.put("latest", counts.last());
        }
        var root = report.lastRoot();
        if (root != null) {
            members.put("sealedUpTo", root.size());
            members.put("sealedAt", BundleRoot.micros(root.at()));
        }
        members.put("key", report.keyId());
        members.put("keyKnown", report.keyKnown());
        members.put("findings", report.findings().stream().map(VerifyWords::members).toList());
        members.put("kept", report.kept().stream().map(VerifyWords::members).toList());
        members.put("notProven", notProven());
        return JsonMapper.builder().build().writeValueAsString(members);
    }

    private static Object members(VerifyFinding finding) {
        var members = new LinkedHashMap<String, Object>();
        members.put("kind", finding.kind().name());
        members.put("index", finding.index());
        members.put("event", finding.event());
        members.put("words", finding.words());
        return members;
    }

    private static Object members(VerifyKept kept) {
        var members = new LinkedHashMap<String, Object>();
        members.put("file", kept.name());
        members.put("size", kept.checkpoint().size());
        members.put("result", kept.result().name());
        return members;
    }
}
