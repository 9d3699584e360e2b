package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.practice.documents.Document;
import java.util.List;
import java.util.UUID;

/**
 * An upload link to make.
 *
 * @param wishes what is asked for, one line each; empty for no list
 * @param mostBytes of all files together
 */
public record NewUploadLink(
        NewLink link,
        UUID client,
        String folder,
        Document.Category category,
        List<String> wishes,
        int mostFiles,
        long mostBytes) {

    public static final int USUAL_FILES = 50;
    public static final long USUAL_BYTES = 500_000_000;

    private static final int MOST_FILES = 1000;
    private static final long MOST_BYTES = 10_000_000_000L;
    private static final int MOST_WISHES = 50;
    private static final int LONGEST_WISH = 200;
    private static final int LONGEST_FOLDER = 400;

    public NewUploadLink {
        wishes = wishes.stream().map(String::strip).filter(wish -> !wish.isEmpty()).toList();
        folder = folder.strip();
        var invalid =
                new Invalid()
                        .optionalLine("folder", folder, LONGEST_FOLDER)
                        .unless(
                                mostFiles >= 1 && mostFiles <= MOST_FILES,
                                "mostFiles",
                                "From 1 to 1,000 files.")
                        .unless(
                                mostBytes >= 1 && mostBytes <= MOST_BYTES,
                                "mostBytes",
                                "At most 10 GB in all.")
                        .unless(
                                wishes.size() <= MOST_WISHES,
                                "wishes",
                                "Ask for at most 50 things with one link.");
        wishes.forEach(wish -> invalid.optionalLine("wishes", wish, LONGEST_WISH));
        invalid.throwIfAny();
    }
}
