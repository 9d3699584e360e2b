package io.practiceops.foundation.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Port: which uploads of visitors who are not signed in are let in. Asked before the body is read,
 * since reading takes it to disk.
 */
public interface GuestUploads {

    /**
     * Whether the request may bring its files; a {@link io.practiceops.foundation.kernel.Problem}
     * where it is for this module, and may not.
     */
    boolean admits(HttpServletRequest request);
}
