package io.practiceops.trust.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Second factors for programs: which there are, and taking them. Setting one up needs a person. */
@RestController
class SecondFactorApi {

    /** What somebody has, as the API shows it. */
    record Body(
            boolean required,
            boolean authenticator,
            List<PasskeyBody> passkeys,
            int recoveryCodesLeft) {

        static Body of(SecondFactors.Held held) {
            return new Body(
                    held.required(),
                    held.authenticator() != null,
                    held.passkeys().stream()
                            .map(key ->
                                    new PasskeyBody(
                                            key.id(), key.name(), key.since(), key.lastUsed()))
                            .toList(),
                    held.recoveryCodesLeft());
        }
    }

    /** A passkey, as the API shows it. */
    record PasskeyBody(UUID id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {}

    private final SecondFactors factors;

    SecondFactorApi(SecondFactors factors) {
        this.factors = factors;
    }

    @GetMapping("/api/v1/me/second-factors")
    Body mine() {
        return Body.of(factors.mine());
    }

    @GetMapping("/api/v1/users/{id}/second-factors")
    Body of(@PathVariable UUID id) {
        return Body.of(factors.of(id));
    }

    @DeleteMapping("/api/v1/users/{id}/second-factors")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@PathVariable UUID id) {
        factors.reset(id);
    }
}
