package io.practiceops.practice.sharing;

import io.practiceops.practice.documents.Document;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link by which somebody sees documents.
 *
 * @param viewLimit how often it may be opened; null for as often as they like until it ends
 * @param views how often it was
 * @param mayDownload or only look at the pages
 * @param watermark whether recipient and time are drawn over the pages
 * @param reason why it was right to share what is privileged or tax return information
 */
public record Share(
        OutsideLink link,
        @Nullable Integer viewLimit,
        int views,
        boolean mayDownload,
        boolean watermark,
        @Nullable String reason,
        List<Item> items) {

    /**
     * One document of it.
     *
     * @param version the one it shows for good; null for always the newest
     * @param client whose it was when the link was made
     */
    public record Item(UUID document, @Nullable Integer version, UUID client) {}

    public Share {
        items = List.copyOf(items);
    }

    /**
     * Why it does not show a document it was made for, as that is filed now; empty when it does.
     */
    Optional<String> whyHidden(Item item, Document document) {
        if (!document.clientId().equals(item.client())) {
            return Optional.of("not shown any more: it was moved to another client");
        }
        if (reason == null && Shares.needsReason(document)) {
            return Optional.of(
                    "not shown any more: it is %s now, and this link gives no reason"
                            .formatted(
                                    document.details()
                                            .classification()
                                            .title()
                                            .toLowerCase(Locale.ROOT)));
        }
        return Optional.empty();
    }

    OutsideLink.Standing standing(Instant now) {
        var standing = link.standing(now);
        return standing == OutsideLink.Standing.LIVE && viewLimit != null && views >= viewLimit
                ? OutsideLink.Standing.USED_UP
                : standing;
    }
}
