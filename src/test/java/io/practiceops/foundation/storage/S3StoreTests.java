package io.practiceops.foundation.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Against Adobe S3Mock, which is no S3: docs/storage.md says what that leaves open. */
@Tag("long")
class S3StoreTests extends ObjectStoreBehaviour {

    private final URI endpoint = S3Server.running().endpoint();

    private S3Store store;

    @BeforeEach
    void open() {
        store = bucket(false);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    private S3Store bucket(boolean locks) {
        var name = "b" + UUID.randomUUID();
        try (var client =
                S3Client.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(endpoint)
                        .forcePathStyle(true)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("id", "secret")))
                        .httpClient(Apache5HttpClient.create())
                        .build()) {
            client.createBucket(make -> make.bucket(name).objectLockEnabledForBucket(locks));
        }
        return open(name, endpoint);
    }

    private static S3Store open(String bucket, URI endpoint) {
        return StorageConfiguration.s3(
                new StorageSettings.S3(bucket, "us-east-1", endpoint, true, "id", "secret"));
    }

    @Test
    void aStoreThatDoesNotAnswerIsDownAndNamesItself() throws Exception {
        var nowhere = URI.create("http://127.0.0.1:" + S3Server.freePort());
        try (var down = open("b", nowhere)) {
            assertThatThrownBy(() -> down.put("a", new byte[1]))
                    .satisfies(thrown -> isDown(thrown, nowhere.toString()));
            assertThatThrownBy(() -> down.open("a", 0))
                    .satisfies(thrown -> isDown(thrown, "does not answer"));
            assertThatThrownBy(() -> down.list("", null, 1))
                    .satisfies(thrown -> isDown(thrown, nowhere.toString()));
        }
    }

    @Test
    void aMissingBucketIsAStoreThatIsDownAndNotAMissingObject() {
        try (var none = open("no-such-bucket", endpoint)) {
            assertThatThrownBy(() -> none.open("a", 0))
                    .satisfies(thrown -> isDown(thrown, "the bucket is not there"));
            assertThatThrownBy(() -> none.put("a", new byte[1]))
                    .satisfies(thrown -> isDown(thrown, "the bucket is not there"));
        }
    }

    private static void isDown(Throwable thrown, String words) {
        assertThat(thrown).isInstanceOf(Problem.class).isNotInstanceOf(ObjectMissing.class);
        assertThat(((Problem) thrown).type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(((Problem) thrown).mend()).contains(words);
    }

    @Test
    void aStreamClosedAmidItsBytesLeavesTheStoreUsable() throws Exception {
        store.put("big", new byte[20_000_000]);
        for (var count = 0; count < 100; count++) {
            try (var in = store.open("big", 0)) {
                assertThat(in.read()).isZero();
            }
        }
        assertThat(store.find("big")).isPresent();
    }

    @Test
    void aBucketWithoutObjectLockSaysSo() {
        store.put("a", new byte[1]);
        assertThat(store.canRetain()).isFalse();
        assertThatThrownBy(() -> store.retain("a", Instant.now()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("without Object Lock");
    }

    @Test
    void aBucketWithObjectLockIsToldUntilWhen() {
        var until = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        try (var locking = bucket(true)) {
            locking.put("a", new byte[1]);
            assertThat(locking.canRetain()).isTrue();

            locking.retain("a", until);

            assertThat(locking.retainedUntil("a")).contains(until);
        }
    }
}
