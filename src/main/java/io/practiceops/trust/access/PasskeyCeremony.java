package io.practiceops.trust.access;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.VerificationException;
import io.practiceops.foundation.kernel.Problem;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What browsers and authenticators are asked, and whether their answers hold: Web Authentication
 * Level 3, checked by webauthn4j. Attestation is not asked for: which maker's key somebody uses is
 * their affair.
 */
@Component
class PasskeyCeremony {

    private static final int LONGEST_ANSWER = 50_000;
    private static final long PATIENCE_MILLIS = 300_000;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(
                    COSEAlgorithmIdentifier.ES256,
                    COSEAlgorithmIdentifier.EdDSA,
                    COSEAlgorithmIdentifier.RS256);

    private final RelyingParty party;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager webAuthn =
            WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials =
            new AttestedCredentialDataConverter(converter);

    PasskeyCeremony(RelyingParty party) {
        this.party = party;
    }

    /** A passkey as its maker hands it over. */
    record Made(
            byte[] credentialId,
            byte[] credential,
            Set<String> transports,
            long signCount,
            boolean verifiesUser,
            boolean synced) {}

    /** How an answer was judged; the count is that of the authenticator. */
    record Judged(@Nullable Refusal refusal, long signCount) {}

    /** What the browser's {@code credentials.create} is asked. */
    Map<String, Object> creation(
            byte[] challenge, byte[] userHandle, String email, String name, List<Passkey> held) {
        return Map.of(
                "rp", Map.of("id", party.id(), "name", RelyingParty.NAME),
                "user",
                        Map.of(
                                "id",
                                BASE64URL.encodeToString(userHandle),
                                "name",
                                email,
                                "displayName",
                                name),
                "challenge", BASE64URL.encodeToString(challenge),
                "pubKeyCredParams",
                        ALGORITHMS.stream()
                                .map(known -> Map.of("type", "public-key", "alg", known.getValue()))
                                .toList(),
                "timeout", PATIENCE_MILLIS,
                "excludeCredentials", descriptors(held),
                "authenticatorSelection",
                        Map.of("residentKey", "preferred", "userVerification", "preferred"),
                "attestation", "none");
    }

    /**
     * What the browser's {@code credentials.get} is asked.
     *
     * @param held the passkeys that count; empty to let the person choose among all of theirs
     */
    Map<String, Object> request(byte[] challenge, List<Passkey> held, boolean verifyUser) {
        return Map.of(
                "challenge", BASE64URL.encodeToString(challenge),
                "rpId", party.id(),
                "timeout", PATIENCE_MILLIS,
                "allowCredentials", descriptors(held),
                "userVerification", verifyUser ? "required" : "preferred");
    }

    private static List<Map<String, Object>> descriptors(List<Passkey> passkeys) {
        return passkeys.stream()
                .map(passkey ->
                        Map.<String, Object>of(
                                "type", "public-key",
                                "id", BASE64URL.encodeToString(passkey.credentialId()),
                                "transports", passkey.transports()))
                .toList();
    }

    /** Reads the answer of {@code credentials.create}; a Problem where it does not hold. */
    Made made(String answer, byte[] challenge) {
        try {
            var data = webAuthn.parseRegistrationResponseJSON(withinLimit(answer));
            var parameters =
                    ALGORITHMS.stream()
                            .map(known ->
                                    new PublicKeyCredentialParameters(
                                            PublicKeyCredentialType.PUBLIC_KEY, known))
                            .toList();
            var _ =
                    webAuthn.verify(
                            data,
                            new RegistrationParameters(
                                    party.expecting(challenge), parameters, false, true));
            var made = Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            var credential = Objects.requireNonNull(made.getAttestedCredentialData());
            return new Made(
                    credential.getCredentialId(),
                    credentials.convert(credential),
                    data.getTransports() == null
                            ? Set.of()
                            : Set.copyOf(
                                    data.getTransports().stream()
                                            .map(AuthenticatorTransport::getValue)
                                            .toList()),
                    made.getSignCount(),
                    made.isFlagUV(),
                    made.isFlagBE());
        } catch (VerificationException | IllegalArgumentException | NullPointerException e) {
            throw unusable(e);
        } catch (RuntimeException unreadable) {
            if (unreadable instanceof Problem problem) {
                throw problem;
            }
            throw unusable(unreadable);
        }
    }

    /** Reads the answer of {@code credentials.get}; empty for what is none. */
    Optional<AuthenticationData> read(String answer) {
        try {
            return Optional.of(webAuthn.parseAuthenticationResponseJSON(withinLimit(answer)));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether the answer is of that passkey and to that challenge. */
    Judged judge(AuthenticationData answer, Passkey passkey, byte[] challenge, boolean verifyUser) {
        var kept =
                new CredentialRecordImpl(
                        new NoneAttestationStatement(),
                        passkey.verifiesUser(),
                        null,
                        null,
                        passkey.signCount(),
                        credentials.convert(passkey.credential()),
                        null,
                        null,
                        null,
                        null);
        try {
            var _ =
                    webAuthn.verify(
                            answer,
                            new AuthenticationParameters(
                                    party.expecting(challenge), kept, null, verifyUser, true));
            var count = Objects.requireNonNull(answer.getAuthenticatorData()).getSignCount();
            return new Judged(null, count);
        } catch (MaliciousCounterValueException regress) {
            return new Judged(Refusal.COPIED_PASSKEY, passkey.signCount());
        } catch (VerificationException wrong) {
            return new Judged(Refusal.WRONG_PASSKEY, passkey.signCount());
        }
    }

    static boolean isOf(AuthenticationData answer, byte[] userHandle) {
        var handle = answer.getUserHandle();
        return handle == null || Arrays.equals(handle, userHandle);
    }

    private static String withinLimit(String answer) {
        if (answer.length() > LONGEST_ANSWER) {
            throw new IllegalArgumentException("An answer of " + answer.length() + " characters");
        }
        return answer;
    }

    private static Problem unusable(RuntimeException cause) {
        var problem =
                Problem.invalid(
                        "credential",
                        "What the browser sent is no passkey for this address. Begin again.");
        problem.initCause(cause);
        return problem;
    }
}
