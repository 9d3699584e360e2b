package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Check;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whether every entry of the trail went to the partition of its month. */
@Component
class DefaultPartitionCheck implements Check {

    private final DefaultPartition partition;

    DefaultPartitionCheck(DefaultPartition partition) {
        this.partition = partition;
    }

    @Override
    public String name() {
        return "audit-default-partition";
    }

    @Override
    public String title() {
        return "Audit trail";
    }

    @Override
    public Result look() {
        var rows = partition.rows();
        var facts = Map.<String, Object>of("entries outside their month", rows);
        if (rows == 0) {
            return Result.good("Every entry is in the partition of its month.", facts);
        }
        var entries =
                rows == 1
                        ? "1 entry lies outside the partition of its month."
                        : "%,d%s entries lie outside the partition of their month."
                                .formatted(
                                        rows,
                                        rows >= DefaultPartition.MOST_COUNTED ? " or more" : "");
        return Result.warn(
                entries,
                facts,
                "None is lost. Look whether a clock was far off, and whether the job “Make room in the audit trail"
                        + " for the coming months” runs.");
    }
}
