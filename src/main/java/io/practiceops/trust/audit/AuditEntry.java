package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the trail.
 *
 * @param actorName null for the system, and once the person's data is erased
 * @param objectName null where there is none, and once the person's data is erased
 * @param canonical the text that is sealed, RFC 8785 JSON
 */
public record AuditEntry(
        UUID id,
        Instant at,
        Actor.Kind actorKind,
        @Nullable UUID actorId,
        @Nullable String actorName,
        String action,
        String objectType,
        @Nullable String objectId,
        @Nullable String objectName,
        AuditEvent.Outcome outcome,
        String requestId,
        String canonical) {

    /** Who did it, as people say it. */
    public String who() {
        if (actorName != null) {
            return actorName;
        }
        return switch (actorKind) {
            case SYSTEM -> "PracticeOps";
            case ANONYMOUS -> "Somebody not signed in";
            case USER, API_KEY -> "A person whose data was erased";
        };
    }

    /** What was done, as people say it: {@code document.downloaded} reads “downloaded document”. */
    public String what() {
        var dot = action.indexOf('.');
        var area = action.substring(0, dot).replace('-', ' ');
        var verb = action.substring(dot + 1);
        if (outcome == AuditEvent.Outcome.DENIED) {
            return "was %s %s".formatted(verb.replace('-', ' '), area);
        }
        return switch (verb) {
            case "taken-on" -> "took on " + area;
            case "run-by-hand" -> "ran %s by hand".formatted(area);
            case "tried-again" -> "tried %s again".formatted(area);
            case "sent-again" -> "sent %s again".formatted(area);
            case "password-changed" -> "changed the password of " + area;
            case "roles-changed" -> "changed the roles of " + area;
            case "link-made" -> "made a link for " + area;
            case "begun" -> "gave the right password for " + area;
            case "authenticator-added" -> "set up an authenticator app for " + area;
            case "authenticator-removed" -> "removed the authenticator app of " + area;
            case "passkey-added" -> "added a passkey for " + area;
            case "passkey-removed" -> "removed a passkey of " + area;
            case "recovery-codes-made" -> "made new recovery codes for " + area;
            case "recovery-code-used" -> "used a recovery code of " + area;
            case "second-factors-reset" -> "reset the second factors of " + area;
            case "sign-in-rule-changed" -> "changed a sign-in rule of the " + area;
            case "others-ended" -> "ended all other sessions";
            default -> verb.replace('-', ' ') + " " + area;
        };
    }
}
