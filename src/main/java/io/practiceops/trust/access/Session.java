package io.practiceops.trust.access;

import java.time.Instant;
import java.util.UUID;

/**
 * A place where somebody is signed in.
 *
 * @param address where it was last seen from
 * @param agent what the browser called itself
 * @param current whether this is the session asking
 */
public record Session(
        UUID id,
        Instant createdAt,
        Instant lastSeenAt,
        String address,
        String agent,
        boolean current) {

    /** Browser and system in a few words, as far as the agent tells. */
    public String device() {
        return device(agent);
    }

    /** The same of what a browser called itself. */
    static String device(String agent) {
        var browser =
                first(
                        agent,
                        "Edg/",
                        "Edge",
                        "Firefox/",
                        "Firefox",
                        "Chrome/",
                        "Chrome",
                        "Safari/",
                        "Safari");
        var system =
                first(
                        agent, "Android", "Android", "iPhone", "iPhone", "Windows", "Windows",
                        "Mac OS", "macOS", "Linux", "Linux");
        if (browser.isEmpty()) {
            return agent.isBlank() ? "Unknown device" : agent;
        }
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private static String first(String agent, String... markAndName) {
        for (var i = 0; i < markAndName.length; i += 2) {
            if (agent.contains(markAndName[i])) {
                return markAndName[i + 1];
            }
        }
        return "";
    }
}
