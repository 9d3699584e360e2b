package io.practiceops.foundation.storage;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where objects are kept.
 *
 * @param folder of the folder store; {@code <home>/objects} when null
 */
@ConfigurationProperties("practiceops.storage")
record StorageSettings(
        @DefaultValue("FOLDER") Kind kind, @Nullable Path folder, @DefaultValue S3 s3) {

    enum Kind {
        FOLDER,
        S3
    }

    StorageSettings {
        if (kind == Kind.S3) {
            s3.requireComplete();
        }
    }

    /**
     * @param endpoint of a store that is not Amazon's, as in {@code https://minio.example:9000}
     * @param pathStyle the bucket in the path instead of the host name; most stores that are not
     *     Amazon's want it
     * @param accessKey together with the secret key; without them the SDK looks where it always
     *     does: environment, profile, the machine's role
     */
    record S3(
            @DefaultValue("") String bucket,
            @DefaultValue("us-east-1") String region,
            @Nullable URI endpoint,
            @DefaultValue("false") boolean pathStyle,
            @Nullable String accessKey,
            @Nullable String secretKey) {

        void requireComplete() {
            if (bucket.isBlank()) {
                throw wrong("bucket", "names the bucket; make it first, see docs/storage.md");
            }
            if (endpoint != null && (endpoint.getHost() == null || endpoint.getScheme() == null)) {
                throw wrong("endpoint", "is an address like https://minio.example:9000");
            }
            if ((accessKey == null) != (secretKey == null)) {
                throw wrong("access-key", "and secret-key come together, or neither");
            }
        }

        private static IllegalArgumentException wrong(String setting, String words) {
            return new IllegalArgumentException("practiceops.storage.s3." + setting + " " + words);
        }

        String place() {
            return "the bucket %s %s"
                    .formatted(bucket, endpoint == null ? "in " + region : "at " + endpoint);
        }

        /** Never with the secret key. */
        @Override
        public String toString() {
            return place();
        }
    }
}
