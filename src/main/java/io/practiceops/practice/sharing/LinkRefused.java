package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.ProblemType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A link does not open, and why. What of it is told to a stranger is for the page. */
final class LinkRefused extends RuntimeException {

    /** Why. */
    enum Why {
        UNKNOWN(404, "", ""),
        EXPIRED(404, "This link has expired", "It worked until its date. Ask for a new one."),
        REVOKED(
                404,
                "This link was revoked",
                "Whoever sent it took it back. Ask them if you still need it."),
        USED_UP(
                404,
                "This link is used up",
                "It could be used a number of times, and was. Ask for a new one."),
        CLOSED(
                404,
                "This link is closed",
                "What it led to is not shared any more. Ask whoever sent it."),
        CHECKING(
                409,
                "Still being checked",
                "The file is being checked for harmful content. Try again in a minute."),
        BLOCKED(
                409,
                "This file is blocked",
                "The check found something in it. Ask whoever sent it for a clean copy."),
        WRONG_PASSWORD(
                403,
                "That is not the password",
                "Type it as it was given to you; it did not come with the link."),
        TOO_MANY(429, "Too many tries", "Wait a while, then try again."),
        NOT_DRAWABLE(
                409,
                "It cannot be shown here",
                "This file has no pages to look at. Ask whoever sent it for a PDF."),
        NOT_OFFERED(
                403,
                "Only to look at",
                "This file is there to be looked at, not to be downloaded.");

        private final int status;
        private final String title;
        private final String mend;

        Why(int status, String title, String mend) {
            this.status = status;
            this.title = title;
            this.mend = mend;
        }

        int status() {
            return status;
        }

        String title() {
            return title;
        }

        String mend() {
            return mend;
        }

        /** Whether nobody but those who opened it before may learn that there was such a link. */
        boolean isEnd() {
            return status == 404;
        }

        String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** For a script of the page. */
        ProblemType type() {
            return switch (status) {
                case 404 -> ProblemType.NOT_FOUND;
                case 403 -> ProblemType.NOT_ALLOWED;
                case 429 -> ProblemType.TOO_MANY;
                default -> ProblemType.CONFLICT;
            };
        }

        static Why of(OutsideLink.Standing standing) {
            return switch (standing) {
                case EXPIRED -> EXPIRED;
                case REVOKED -> REVOKED;
                case USED_UP -> USED_UP;
                case LIVE -> throw new IllegalArgumentException("A live link is not refused");
            };
        }
    }

    private final Why why;
    private final @Nullable String more;

    LinkRefused(Why why) {
        this(why, null);
    }

    /** With what else there is to say, as how long to wait. */
    LinkRefused(Why why, @Nullable String more) {
        super(why.name(), null, false, false);
        this.why = why;
        this.more = more;
    }

    Why why() {
        return why;
    }

    String mend() {
        return more == null ? why.mend() : more;
    }
}
