package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.web.Limit;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The proofs for programs. Hashes and salts are Base64. */
@RestController
class SealApi {

    record SealBody(
            UUID event,
            Seal.State state,
            Instant committed,
            @Nullable Instant sequenced,
            @Nullable Instant checkpointed,
            @Nullable Instant anchored,
            @Nullable String log,
            @Nullable Long index,
            @Nullable ProofBody proof) {

        static SealBody of(Seal seal, @Nullable ProofBody proof) {
            return new SealBody(
                    seal.event(),
                    seal.state(),
                    seal.committed(),
                    seal.sequenced(),
                    seal.checkpointed(),
                    seal.anchored(),
                    seal.log(),
                    seal.index(),
                    proof);
        }
    }

    record OpeningBody(String field, String salt, String value) {}

    record ProofBody(
            @Nullable String canonical,
            String leaf,
            List<OpeningBody> openings,
            String inFirmLog,
            String statement,
            String inSystemLog,
            List<String> keys) {

        static ProofBody of(Proof proof) {
            return new ProofBody(
                    proof.canonical(),
                    base64(proof.leaf()),
                    proof.openings().stream()
                            .map(opening ->
                                    new OpeningBody(
                                            opening.field(),
                                            base64(opening.salt()),
                                            opening.value()))
                            .toList(),
                    proof.inFirmLog(),
                    proof.statement(),
                    proof.inSystemLog(),
                    proof.keys());
        }
    }

    record CheckpointBody(long size, String root, Instant at, String note) {

        static CheckpointBody of(SignedCheckpoint checkpoint) {
            return new CheckpointBody(
                    checkpoint.size(),
                    base64(checkpoint.root()),
                    checkpoint.at(),
                    checkpoint.note());
        }
    }

    record ConsistencyBody(
            String log, long from, String fromRoot, long to, String toRoot, List<String> hashes) {}

    record KeysBody(List<Seals.PublicKey> items) {}

    private final Seals seals;

    SealApi(Seals seals) {
        this.seals = seals;
    }

    /** The proof is absent until a checkpoint covers the entry. */
    @GetMapping("/api/v1/audit/{id}/proof")
    SealBody proof(@PathVariable String id) {
        var event = Ids.parse(id, "audit entry");
        return seals.proof(event)
                .map(proof -> SealBody.of(proof.seal(), ProofBody.of(proof)))
                .orElseGet(() -> SealBody.of(seals.seal(event), null));
    }

    @GetMapping("/api/v1/audit/checkpoints")
    Slice<CheckpointBody> checkpoints(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return seals.checkpoints(cursor, Limit.of(limit)).map(CheckpointBody::of);
    }

    @GetMapping("/api/v1/audit/consistency")
    ConsistencyBody consistency(
            @RequestParam(defaultValue = "system") String log,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to) {
        var shown = seals.consistency(which(log), from, to);
        return new ConsistencyBody(
                shown.log(),
                shown.from(),
                base64(shown.fromRoot()),
                shown.to(),
                base64(shown.toRoot()),
                shown.hashes().stream().map(SealApi::base64).toList());
    }

    @GetMapping("/api/v1/audit/keys")
    KeysBody keys() {
        return new KeysBody(seals.keys());
    }

    private static Seals.Which which(String log) {
        return switch (log.toLowerCase(Locale.ROOT)) {
            case "system" -> Seals.Which.SYSTEM;
            case "firm" -> Seals.Which.FIRM;
            default ->
                    throw io.practiceops.foundation.kernel.Problem.invalid(
                            "log", "The log is system or firm.");
        };
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
