package io.practiceops.practice.vault;

import io.practiceops.foundation.kernel.Check;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;

/** Whether stored files were read again lately, and are what they were. */
@Component
class ScrubCheck implements Check {

    private final Storage storage;

    ScrubCheck(Storage storage) {
        this.storage = storage;
    }

    @Override
    public String name() {
        return "vault-scrub";
    }

    @Override
    public String title() {
        return "Stored files";
    }

    @Override
    public Result look() {
        var totals = storage.sound();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("files", totals.objects());
        facts.put("verified in the last 30 days", totals.verified());
        facts.put("damaged", totals.damaged());
        facts.put("missing", totals.missing());
        var words =
                "%,d of %,d verified in the last 30 days, %,d damaged, %,d missing."
                        .formatted(
                                totals.verified(),
                                totals.objects(),
                                totals.damaged(),
                                totals.missing());
        if (totals.inTrouble() > 0) {
            return Result.bad(
                    words, facts, "Bring the files back from a backup; Storage says how many.");
        }
        if (totals.objects() > 0 && totals.verified() == 0) {
            return new Result(
                    Health.UNKNOWN,
                    "None of %,d files has been verified in the last 30 days."
                            .formatted(totals.objects()),
                    facts,
                    "Run the job “Read stored files again and verify them” on the jobs page.");
        }
        return totals.unverified() > 0
                ? Result.warn(words, facts, "The scrub goes on each hour; look whether it does.")
                : Result.good(words, facts);
    }
}
