package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Invalid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A share link to make.
 *
 * @param newest whether it shows whatever is newest when it is opened, instead of what is newest
 *     now
 * @param reason needed where something among the documents is privileged or tax return information
 */
public record NewShare(
        NewLink link,
        List<UUID> documents,
        boolean newest,
        @Nullable Integer viewLimit,
        boolean mayDownload,
        boolean watermark,
        @Nullable String reason) {

    static final int MOST_DOCUMENTS = 100;
    private static final int MOST_VIEWS = 10_000;
    private static final int LONGEST_REASON = 500;

    public NewShare {
        documents = documents.stream().distinct().toList();
        reason = NewLink.blankToNull(reason);
        new Invalid()
                .unless(
                        !documents.isEmpty() && documents.size() <= MOST_DOCUMENTS,
                        "documents",
                        "Share 1 to %d documents with one link.".formatted(MOST_DOCUMENTS))
                .unless(
                        viewLimit == null || (viewLimit >= 1 && viewLimit <= MOST_VIEWS),
                        "viewLimit",
                        "A limit lies between 1 and 10,000; leave it empty for none.")
                .optionalLine("reason", reason, LONGEST_REASON)
                .throwIfAny();
    }
}
