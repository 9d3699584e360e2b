package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.trust.tlog.Checkpoint;
import io.practiceops.trust.tlog.NoteVerifier;
import io.practiceops.trust.tlog.Proofs;
import io.practiceops.trust.tlog.SignedNote;
import io.practiceops.trust.tlog.TlogProof;
import io.practiceops.trust.tlog.TreeHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@InPractice
class SealApiTests {

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;

    SealApiTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void aFirm() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
    }

    @Test
    void anEntryIsProvenFromItsTextToTheSignature() {
        var proof = provenEntry().path("proof");
        var keys = new ArrayList<NoteVerifier>();
        proof.path("keys").forEach(key -> keys.add(NoteVerifier.parse(key.asString())));

        var leaf = new TreeHash().leaf(proof.path("canonical").asString().getBytes(UTF_8));
        assertThat(base64(leaf)).isEqualTo(proof.path("leaf").asString());
        var inFirmLog = TlogProof.parse(proof.path("inFirmLog").asString());
        assertThat(inFirmLog.proves(leaf)).isTrue();
        assertThat(inFirmLog.checkpoint().verified(keys)).isNotEmpty();

        var statement = proof.path("statement").asString();
        var firmLog = Checkpoint.parse(inFirmLog.checkpoint().text());
        assertThat(firmLog.origin()).endsWith("/firm/" + firm.id());
        assertThat(statement)
                .contains("\"log\":\"%s\"".formatted(firmLog.origin()))
                .contains("\"root\":\"%s\"".formatted(base64(firmLog.root())))
                .contains("\"size\":\"%d\"".formatted(firmLog.size()));
        var inSystemLog = TlogProof.parse(proof.path("inSystemLog").asString());
        assertThat(inSystemLog.proves(new TreeHash().leaf(statement.getBytes(UTF_8)))).isTrue();
        assertThat(inSystemLog.checkpoint().verified(keys)).isNotEmpty();
    }

    @Test
    void anEntryReachesTheFolderOutside() {
        var id = newestEntry();
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        api.get("/api/v1/audit/" + id + "/proof")
                                .json()
                                .path("state")
                                .asString()
                                .equals("ANCHORED"));
    }

    @Test
    void anEntryOfAnotherFirmHasNoProofForUs() {
        var other = new TestFirm(application);
        var answer =
                new Api(port, other.ownerKey()).get("/api/v1/audit/" + newestEntry() + "/proof");
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void theLogOfTheSystemIsConsistentWithAnEarlierCheckpoint() {
        provenEntry();
        var checkpoints = api.get("/api/v1/audit/checkpoints?limit=1").json();
        var newest = checkpoints.path("items").path(0);
        var from = 1;
        var to = newest.path("size").asLong();

        var shown = api.get("/api/v1/audit/consistency?from=%d&to=%d".formatted(from, to)).json();

        assertThat(shown.path("toRoot").asString()).isEqualTo(newest.path("root").asString());
        var hashes = new ArrayList<byte[]>();
        shown.path("hashes").forEach(hash -> hashes.add(bytes(hash)));
        assertThat(
                        Proofs.consistent(
                                from,
                                bytes(shown.path("fromRoot")),
                                to,
                                bytes(shown.path("toRoot")),
                                hashes))
                .isTrue();
        var note = SignedNote.parse(newest.path("note").asString());
        var key = api.get("/api/v1/audit/keys").json().path("items").path(0).path("vkey");
        assertThat(note.verified(List.of(NoteVerifier.parse(key.asString())))).hasSize(1);
    }

    @Test
    void sizesThatTheLogNeverHadAreRefused() {
        assertThat(api.get("/api/v1/audit/consistency?from=5&to=3").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/audit/consistency?to=999999999").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/audit/consistency?log=other").status()).isEqualTo(400);
    }

    private JsonNode provenEntry() {
        var path = "/api/v1/audit/" + newestEntry() + "/proof";
        await().until(() -> api.get(path).json().has("proof"));
        return api.get(path).json();
    }

    private String newestEntry() {
        return api.get("/api/v1/audit?limit=1").json().path("items").path(0).path("id").asString();
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asString());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
