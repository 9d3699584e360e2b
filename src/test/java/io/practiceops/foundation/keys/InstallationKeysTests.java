package io.practiceops.foundation.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Home;
import io.practiceops.foundation.kernel.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationKeysTests {

    private final ScratchDatabase database = ScratchDatabase.create();

    @TempDir private Path one;

    @TempDir private Path other;

    @AfterEach
    void close() {
        database.close();
    }

    private InstallationKeys instance(Path home) {
        return new InstallationKeys(
                new KeyFolder(new Home(home), ""),
                new KeyFingerprints(database.jdbc()),
                new MovableClock(Instant.parse("2026-03-01T09:00:00Z")),
                database.transactions());
    }

    @Test
    void aKeyIsTheSameAfterARestart() {
        var key = instance(one).aes("seeds");
        assertThat(key.getEncoded()).hasSize(32);
        assertThat(instance(one).aes("seeds")).isEqualTo(key);
        assertThat(instance(one).aes("others")).isNotEqualTo(key);
    }

    @Test
    void aPairSignsWhatItsPublicPartVerifiesAfterARestart() throws Exception {
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(instance(one).ed25519("signing").getPrivate());
        signer.update("text".getBytes(UTF_8));
        var signature = signer.sign();

        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(instance(one).ed25519("signing").getPublic());
        verifier.update("text".getBytes(UTF_8));
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void theFileIsItsAccountsAlone() throws Exception {
        instance(one).aes("seeds");
        assertThat(mode(one.resolve("keys"))).isEqualTo("rwx------");
        assertThat(mode(one.resolve("keys/seeds.key"))).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void anInstanceWithoutTheFileMakesNoSecondKey() {
        instance(one).aes("seeds");
        assertThatThrownBy(() -> instance(other).aes("seeds"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("seeds.key is missing");
        assertThat(other.resolve("keys/seeds.key")).doesNotExist();
    }

    @Test
    void anInstanceWithAnotherKeyIsRefused() throws Exception {
        instance(one).aes("seeds");
        Files.createDirectory(other.resolve("keys"));
        Files.writeString(
                other.resolve("keys/seeds.key"), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        assertThatThrownBy(() -> instance(other).aes("seeds"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("not the one this database was written with");
    }

    @Test
    void aBrokenFileIsNamed() throws Exception {
        Files.createDirectory(one.resolve("keys"));
        Files.writeString(one.resolve("keys/seeds.key"), "not base64!");
        assertThatThrownBy(() -> instance(one).aes("seeds"))
                .hasMessageContaining("seeds.key is no key");
    }
}
