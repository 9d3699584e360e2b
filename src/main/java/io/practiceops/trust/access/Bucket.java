package io.practiceops.trust.access;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One counter of tries.
 *
 * @param failures in the window that began at {@code since}; tries under way count as failed until
 *     they succeed, except for a network's
 * @param pending tries under way, of a network or a pair
 * @param blocks how often it was blocked lately
 * @param refused tries refused since that was last put on record
 * @param toldAt when the account's owner was mailed about it, or it was noted without a block
 */
record Bucket(
        byte[] key,
        Kind kind,
        int failures,
        int pending,
        Instant since,
        Instant lastAt,
        int blocks,
        @Nullable Instant blockedUntil,
        long refused,
        @Nullable Instant toldAt) {

    /** What is counted. */
    enum Kind {
        /** Tries in a browser that the account is known by. */
        DEVICE,
        NETWORK,
        ACCOUNT,
        /** An account from a network. */
        PAIR,
        /** What is asked of one whose account is known already: a code, the password again. */
        DOOR,
        /** No counter: when the watch last told of something. */
        WATCH
    }

    /** Tries whose instance went away count as under way no longer than this. */
    private static final Duration LONGEST_TRY = Duration.ofMinutes(1);

    boolean isBlocked(Instant now) {
        return blockedUntil != null && blockedUntil.isAfter(now);
    }

    /** One under way more. */
    Bucket underWay() {
        return pending(pending + 1);
    }

    /** One under way less: it failed. */
    Bucket settled() {
        return pending(Math.max(0, pending - 1));
    }

    private Bucket pending(int count) {
        return new Bucket(
                key, kind, failures, count, since, lastAt, blocks, blockedUntil, refused, toldAt);
    }

    /** One more failure, then waits of 1 s, 2 s, 4 s … once the free ones are used. */
    Bucket waiting(SignInSettings.Pair rule, Instant now) {
        var before = since.plus(rule.forget()).isAfter(now) ? failures : 0;
        var count = before + 1;
        return count < rule.free()
                ? counted(count, 0, now, null)
                : counted(count, count, now, now.plus(wait(count - rule.free(), rule)));
    }

    private static Duration wait(int doublings, SignInSettings.Pair rule) {
        var seconds = 1L << Math.min(doublings, 30);
        return Duration.ofSeconds(Math.min(seconds, rule.longestWait().toSeconds()));
    }

    /** The last try was no failure after all. */
    Bucket refunded(int limit) {
        var left = Math.max(0, failures - 1);
        return new Bucket(
                key,
                kind,
                left,
                0,
                since,
                lastAt,
                left < limit ? 0 : blocks,
                left < limit ? null : blockedUntil,
                refused,
                toldAt);
    }

    /** One more failure; at the limit it is closed for the length of the window. */
    Bucket closing(int limit, Duration window, Instant now) {
        var isOver = !since.plus(window).isAfter(now) || (blockedUntil != null && !isBlocked(now));
        var count = (isOver ? 0 : failures) + 1;
        return new Bucket(
                key,
                kind,
                count,
                0,
                isOver || failures == 0 ? now : since,
                now,
                count >= limit ? blocks + 1 : blocks,
                count >= limit ? now.plus(window) : null,
                refused,
                toldAt);
    }

    /** Tries from a network that failed or may yet, as of now. */
    int atRisk(SignInSettings.Net rule, Instant now) {
        return failuresLately(rule, now) + pendingLately(now);
    }

    Bucket begun(SignInSettings.Net rule, Instant now) {
        var isOver = !since.plus(rule.window()).isAfter(now);
        return new Bucket(
                key,
                kind,
                isOver ? 0 : failures,
                isOver ? 1 : pendingLately(now) + 1,
                isOver ? now : since,
                now,
                quietFor(rule.longestBlock(), now) ? 0 : blocks,
                blockedUntil,
                refused,
                toldAt);
    }

    /** One under way has ended. */
    Bucket ended(boolean failed, SignInSettings.Net rule, Instant now) {
        return new Bucket(
                key,
                kind,
                failuresLately(rule, now) + (failed ? 1 : 0),
                Math.max(0, pending - 1),
                since.plus(rule.window()).isAfter(now) ? since : now,
                now,
                blocks,
                blockedUntil,
                refused,
                toldAt);
    }

    /** Blocked for the window, twice as long each time. */
    Bucket blocked(SignInSettings.Net rule, Instant now) {
        var doubled = rule.window().toSeconds() << Math.min(blocks, 20);
        var length = Math.min(doubled, rule.longestBlock().toSeconds());
        return new Bucket(
                key,
                kind,
                0,
                pending,
                now,
                now,
                blocks + 1,
                now.plusSeconds(length),
                refused,
                toldAt);
    }

    /** Beyond the limit, and let off. */
    Bucket noted(Instant now) {
        return new Bucket(key, kind, 0, pending, now, now, blocks + 1, null, refused, now);
    }

    Bucket refusedOnce() {
        return new Bucket(
                key,
                kind,
                failures,
                pending,
                since,
                lastAt,
                blocks,
                blockedUntil,
                refused + 1,
                toldAt);
    }

    Bucket told(Instant now) {
        return new Bucket(
                key, kind, failures, pending, since, lastAt, blocks, blockedUntil, refused, now);
    }

    private Bucket counted(int count, int wasBlocked, Instant now, @Nullable Instant until) {
        return new Bucket(key, kind, count, pending, now, now, wasBlocked, until, refused, toldAt);
    }

    private int failuresLately(SignInSettings.Net rule, Instant now) {
        return since.plus(rule.window()).isAfter(now) ? failures : 0;
    }

    private int pendingLately(Instant now) {
        return lastAt.plus(LONGEST_TRY).isAfter(now) ? pending : 0;
    }

    boolean wasToldSince(Instant at) {
        return toldAt != null && toldAt.isAfter(at);
    }

    private boolean quietFor(Duration length, Instant now) {
        return blockedUntil != null && blockedUntil.plus(length).isBefore(now);
    }
}
