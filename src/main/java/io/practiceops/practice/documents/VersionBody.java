package io.practiceops.practice.documents;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version as the API shows it. */
record VersionBody(
        int number,
        String fileName,
        String mediaType,
        long size,
        String sha256,
        Version.State state,
        Version.Reading reading,
        @Nullable String why,
        @Nullable Integer pages,
        @Nullable String note,
        @Nullable Integer restoredFrom,
        String uploadedBy,
        Instant uploadedAt) {

    static VersionBody of(Version version) {
        return new VersionBody(
                version.number(),
                version.fileName(),
                version.mediaType(),
                version.size(),
                version.sha256(),
                version.state(),
                version.reading(),
                version.why(),
                version.pages(),
                version.note(),
                version.restoredFrom(),
                version.uploadedBy(),
                version.uploadedAt());
    }

    static List<VersionBody> of(List<Version> versions) {
        return versions.stream().map(VersionBody::of).toList();
    }
}
