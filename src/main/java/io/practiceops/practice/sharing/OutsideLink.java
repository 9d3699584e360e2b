package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Acting;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link for somebody who does not sign in.
 *
 * @param recipient who it is for, by name or e-mail address
 * @param note for the recipient
 * @param madeBy null where PracticeOps itself made it
 * @param revokedBy null while it is not revoked
 */
public record OutsideLink(
        UUID id,
        Kind kind,
        String recipient,
        @Nullable String note,
        boolean asksPassword,
        @Nullable UUID madeBy,
        String madeByName,
        Instant madeAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {

    /** What it is for. */
    public enum Kind {
        SHARE("/s/", "share-link"),
        UPLOAD("/u/", "upload-link");

        private final String path;
        private final String object;

        Kind(String path, String object) {
            this.path = path;
            this.object = object;
        }

        /** What the trail calls it. */
        String object() {
            return object;
        }

        String path() {
            return path;
        }
    }

    /** What comes of whoever follows it. */
    public enum Standing {
        LIVE("Live"),
        EXPIRED("Expired"),
        REVOKED("Revoked"),
        USED_UP("Used up");

        private final String title;

        Standing(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** A link the actor makes now. */
    static OutsideLink of(UUID id, Kind kind, NewLink wanted, Instant now) {
        return new OutsideLink(
                id,
                kind,
                wanted.recipient(),
                wanted.note(),
                wanted.password() != null,
                Acting.actor().id(),
                Acting.actor().name(),
                now,
                now.plus(wanted.life()),
                null,
                null);
    }

    Standing standing(Instant now) {
        if (revokedAt != null) {
            return Standing.REVOKED;
        }
        return expiresAt.isAfter(now) ? Standing.LIVE : Standing.EXPIRED;
    }
}
