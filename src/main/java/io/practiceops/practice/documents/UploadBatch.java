package io.practiceops.practice.documents;

import java.time.Instant;
import java.util.UUID;

/**
 * A folder that is brought in, file by file, and can be taken up again where it broke off.
 *
 * @param details what all of its documents get; the name is the folder's on the machine it came
 *     from, the folder the one its inner folders go into
 */
public record UploadBatch(
        UUID id, DocumentDetails details, String startedBy, Instant startedAt, Progress progress) {

    /**
     * How far it is, in files and bytes.
     *
     * @param refused files that are not taken as they are
     */
    public record Progress(int files, long bytes, int stored, long storedBytes, int refused) {

        public int missing() {
            return files - stored - refused;
        }

        public boolean isComplete() {
            return missing() == 0;
        }
    }

    public UUID clientId() {
        return details.clientId();
    }

    /** How the file at that path is filed; a Problem when it cannot be. */
    DocumentDetails detailsOf(String path) {
        var slash = path.lastIndexOf('/');
        var inner = slash < 0 ? "" : path.substring(0, slash);
        return new DocumentDetails(
                details.clientId(),
                path,
                details.folder() + "/" + inner,
                details.category(),
                details.classification(),
                details.year(),
                details.tags());
    }
}
