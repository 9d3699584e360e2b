package io.practiceops.foundation.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.storage.StorageSettings.Kind;
import io.practiceops.foundation.storage.StorageSettings.S3;
import java.net.URI;
import org.junit.jupiter.api.Test;

class StorageSettingsTests {

    private static final S3 NOTHING_SET = new S3("", "us-east-1", null, false, null, null);

    @Test
    void aFolderNeedsNothingMore() {
        assertThat(new StorageSettings(Kind.FOLDER, null, NOTHING_SET).folder()).isNull();
    }

    @Test
    void whatIsMissingIsNamedAtTheStart() {
        assertThatThrownBy(() -> new StorageSettings(Kind.S3, null, NOTHING_SET))
                .hasMessageContaining("practiceops.storage.s3.bucket");
        var half = new S3("b", "us-east-1", null, false, "id", null);
        assertThatThrownBy(() -> new StorageSettings(Kind.S3, null, half))
                .hasMessageContaining("secret-key come together");
        var noAddress = new S3("b", "us-east-1", URI.create("minio"), false, null, null);
        assertThatThrownBy(() -> new StorageSettings(Kind.S3, null, noAddress))
                .hasMessageContaining("practiceops.storage.s3.endpoint");
    }

    @Test
    void theSecretKeyIsNotPrinted() {
        var settings = new S3("b", "us-east-1", null, false, "id", "hush");
        assertThat(new StorageSettings(Kind.S3, null, settings).toString()).doesNotContain("hush");
    }
}
