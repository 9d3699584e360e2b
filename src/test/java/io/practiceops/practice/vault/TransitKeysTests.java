package io.practiceops.practice.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.vault.VaultSettings.Keys;
import io.practiceops.practice.vault.VaultSettings.Scrub;
import io.practiceops.practice.vault.VaultSettings.Transit;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

class TransitKeysTests {

    private static final byte[] BOUND = {1, 2, 3};

    @TempDir private Path folder;

    private TransitDouble server;

    @BeforeEach
    void start() throws Exception {
        server = new TransitDouble();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static TransitKeys keys(URI address, String token, Path tokenFile) {
        var transit = new Transit(address, "transit", "practiceops", token, tokenFile, null);
        var scrub = new Scrub(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1));
        return new TransitKeys(new VaultSettings(Keys.TRANSIT, transit, scrub), new JsonMapper());
    }

    private TransitKeys keys() {
        return keys(server.address(), TransitDouble.TOKEN, null);
    }

    @Test
    void theKeyIsMadeAtTheFirstUseAndAVersionIsAGeneration() {
        var keys = keys();
        assertThat(keys.prepare(1)).isEqualTo(1);
        assertThat(keys.prepare(1)).isEqualTo(1);
        assertThat(keys.prepare(3)).isEqualTo(3);
        assertThat(keys.prepare(1)).as("the newest there is").isEqualTo(3);
    }

    @Test
    void whatOneVersionWrappedIsUnwrappedAfterARotation() {
        var keys = keys();
        keys.prepare(1);
        var dataKey = Aes.random(Aes.KEY);
        var wrapped = keys.wrap(1, dataKey, BOUND);
        keys.prepare(2);

        assertThat(keys.unwrap(1, wrapped, BOUND)).isEqualTo(dataKey);
        assertThat(keys.unwrap(2, keys.wrap(2, dataKey, BOUND), BOUND)).isEqualTo(dataKey);
        assertThat(new String(wrapped)).startsWith("vault:v1:");
    }

    @Test
    void aKeyOfAnotherPlaceDoesNotOpen() {
        var keys = keys();
        keys.prepare(1);
        var wrapped = keys.wrap(1, Aes.random(Aes.KEY), BOUND);
        assertThatThrownBy(() -> keys.unwrap(1, wrapped, new byte[] {9}))
                .isInstanceOf(Problem.class);
    }

    @Test
    void theTokenIsReadAgainFromItsFile() throws Exception {
        var file = Files.writeString(folder.resolve("token"), "s.wrong\n");
        var keys = keys(server.address(), null, file);
        assertThatThrownBy(() -> keys.prepare(1))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.mend()).contains("token may not use it"));

        Files.writeString(file, TransitDouble.TOKEN + "\n");
        assertThat(keys.prepare(1)).isEqualTo(1);
    }

    @Test
    void aVaultThatIsDownIsNamed() {
        var keys = keys();
        keys.prepare(1);
        server.close();
        assertThatThrownBy(() -> keys.wrap(1, new byte[32], BOUND))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.mend()).contains("does not answer"));
    }

    @Test
    void settingsThatAreNotWholeAreRefused() {
        assertThatThrownBy(() -> keys(server.address(), null, null))
                .hasMessageContaining("practiceops.vault.transit.token");
        assertThatThrownBy(() -> keys(null, "t", null))
                .hasMessageContaining("practiceops.vault.transit.address");
        assertThat(keys().place()).doesNotContain(TransitDouble.TOKEN);
    }
}
