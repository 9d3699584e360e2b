package io.practiceops.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Port: which uploads of visitors who are not signed in are let in. Asked before the body is read,
 * since reading takes it to disk.
 */
public interface GuestUploads {

    /** What an upload has taken up for itself while it is under way. */
    @FunctionalInterface
    interface Admission {

        /** The request has ended, however it did. */
        void end();
    }

    /**
     * Lets the request bring its files; empty where it is not for this module, a {@link
     * io.practiceops.foundation.kernel.Problem} where it is and may not.
     */
    Optional<Admission> admit(HttpServletRequest request);
}
