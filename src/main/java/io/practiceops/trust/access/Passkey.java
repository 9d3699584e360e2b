package io.practiceops.trust.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key pair whose private half stays on somebody's device.
 *
 * @param credential attested credential data of WebAuthn: AAGUID, credential id, COSE public key
 * @param transports how it is reached, as the browser told
 * @param signCount signatures made so far, as far as it tells; 0 where it does not count
 * @param verifiesUser whether it asked for a fingerprint, face or PIN when it was made
 * @param synced whether its maker may copy it to the person's other devices
 */
record Passkey(
        UUID id,
        UUID userId,
        String name,
        byte[] credentialId,
        byte[] credential,
        List<String> transports,
        long signCount,
        boolean verifiesUser,
        boolean synced,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
