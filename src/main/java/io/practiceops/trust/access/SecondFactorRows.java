package io.practiceops.trust.access;

import io.practiceops.foundation.web.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Second factors as a page shows them.
 *
 * @param authenticatorSince null for none
 * @param requiredFrom when one of the person's roles begins to need one; null unless that is to
 *     come
 */
public record SecondFactorRows(
        @Nullable Moment authenticatorSince,
        @Nullable Moment authenticatorUsed,
        List<PasskeyRow> passkeys,
        int recoveryCodesLeft,
        boolean required,
        @Nullable Moment requiredFrom) {

    /** A passkey's line. */
    public record PasskeyRow(
            UUID id, String name, boolean synced, Moment since, @Nullable Moment lastUsed) {}

    static SecondFactorRows of(SecondFactors.Held held, Instant now, ZoneId zone) {
        var authenticator = held.authenticator();
        var from = held.requiredFrom();
        return new SecondFactorRows(
                authenticator == null ? null : Moment.from(now, authenticator.since(), zone),
                authenticator == null ? null : from(now, authenticator.lastUsed(), zone),
                held.passkeys().stream()
                        .map(key ->
                                new PasskeyRow(
                                        key.id(),
                                        key.name(),
                                        key.synced(),
                                        Moment.from(now, key.since(), zone),
                                        from(now, key.lastUsed(), zone)))
                        .toList(),
                held.recoveryCodesLeft(),
                held.required(),
                held.required() || from == null ? null : Moment.at(from, zone));
    }

    private static @Nullable Moment from(Instant now, @Nullable Instant at, ZoneId zone) {
        return at == null ? null : Moment.from(now, at, zone);
    }

    public boolean isNone() {
        return authenticatorSince == null && passkeys.isEmpty();
    }

    /** “Authenticator app and 2 passkeys” */
    public String inWords() {
        var keys =
                switch (passkeys.size()) {
                    case 0 -> "";
                    case 1 -> "1 passkey";
                    default -> passkeys.size() + " passkeys";
                };
        if (authenticatorSince == null) {
            return keys.isEmpty() ? "None" : keys;
        }
        return keys.isEmpty() ? "Authenticator app" : "Authenticator app and " + keys;
    }
}
