package io.practiceops.practice.sharing;

import io.practiceops.practice.documents.Document;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link by which a client hands in files.
 *
 * @param tells the address told of what arrives; null for none
 * @param mostBytes of all files together
 * @param files how many came
 * @param bytes how much came
 * @param wishes what is asked for, in order
 */
public record UploadLink(
        OutsideLink link,
        UUID client,
        String folder,
        Document.Category category,
        @Nullable String tells,
        int mostFiles,
        long mostBytes,
        int files,
        long bytes,
        List<Wish> wishes,
        List<Arrival> arrivals) {

    /** Something asked for; arrived when a file came for it. */
    public record Wish(int position, String wish, boolean arrived) {}

    /**
     * A file that came.
     *
     * @param position of the wish it fulfils; null for none
     */
    public record Arrival(UUID document, @Nullable Integer position, Instant at) {}

    public UploadLink {
        wishes = List.copyOf(wishes);
        arrivals = List.copyOf(arrivals);
    }

    OutsideLink.Standing standing(Instant now) {
        var standing = link.standing(now);
        return standing == OutsideLink.Standing.LIVE && (files >= mostFiles || bytes >= mostBytes)
                ? OutsideLink.Standing.USED_UP
                : standing;
    }

    long stillOpen() {
        return wishes.stream().filter(wish -> !wish.arrived()).count();
    }
}
