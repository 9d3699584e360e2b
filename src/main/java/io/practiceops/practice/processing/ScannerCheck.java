package io.practiceops.practice.processing;

import io.practiceops.foundation.kernel.Check;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whether files are scanned for malware here, and with what. */
@Component
class ScannerCheck implements Check {

    private final Scanner scanner;
    private final MalwareSettings settings;
    private final Clock clock;

    ScannerCheck(Scanner scanner, MalwareSettings settings, Clock clock) {
        this.scanner = scanner;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "malware-scanner";
    }

    @Override
    public String title() {
        return "Malware scanner";
    }

    @Override
    public Result look() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("a file not scanned is", meaning());
        var clamd = scanner.clamd();
        if (clamd.isEmpty()) {
            return Result.warn(
                    "Not scanned: no scanner is set up.",
                    facts,
                    "Install clamav-daemon and set practiceops.malware.clamd to where it listens. See docs/processing.md.");
        }
        facts.put("listens at", clamd.get().address().toString());
        try {
            clamd.get().ping();
            return judged(clamd.get().signatures(), facts);
        } catch (ScannerDown down) {
            return Result.bad(
                    "Not scanned: " + down.getMessage(),
                    facts,
                    "Start clamd, or correct practiceops.malware.clamd. Files wait or go on unscanned, as set.");
        }
    }

    private Result judged(Signatures signatures, Map<String, Object> facts) {
        facts.put("engine", signatures.engine());
        var version = signatures.version();
        var made = signatures.made();
        if (version == null || made == null) {
            return Result.warn(
                    "The scanner works, with signatures whose age it does not tell.",
                    facts,
                    "Have freshclam fetch ClamAV's own signatures.");
        }
        facts.put("signatures", version);
        facts.put("signatures made", made);
        var age = Duration.between(made, clock.instant());
        if (age.compareTo(settings.oldSignatures()) > 0) {
            return Result.warn(
                    "The scanner's signatures are %d days old.".formatted(age.toDays()),
                    facts,
                    "See why freshclam fetches no newer ones.");
        }
        return Result.good("Every file is scanned before it is released.", facts);
    }

    private String meaning() {
        return switch (settings.unscanned()) {
            case BLOCK -> "kept in quarantine until a scanner has looked at it";
            case WARN -> "released and marked as not scanned";
        };
    }
}
