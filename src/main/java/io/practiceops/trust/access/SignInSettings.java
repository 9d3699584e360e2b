package io.practiceops.trust.access;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much guessing is borne; docs/access.md says where each number comes from.
 *
 * @param pair tries at one account from one network
 * @param account tries at one account from browsers and places it is not known by
 * @param network tries from one network, whatever the account
 * @param device tries in a browser the account is known by
 * @param spray tries at many accounts
 * @param neverBlock networks that are only noted; this machine by default, since behind a proxy
 *     that names nobody everybody comes from there
 * @param tellOwnerEvery an account's owner is mailed about an attack at most this often
 * @param answerAfter a refusal leaves no sooner than this after it was asked for
 * @param mostBuckets counters kept at most
 */
@ConfigurationProperties("practiceops.sign-in")
record SignInSettings(
        @DefaultValue Pair pair,
        @DefaultValue Account account,
        @DefaultValue Net network,
        @DefaultValue Device device,
        @DefaultValue Spray spray,
        @DefaultValue({"127.0.0.0/8", "::1"}) List<String> neverBlock,
        @DefaultValue("24h") Duration tellOwnerEvery,
        @DefaultValue("700ms") Duration answerAfter,
        @DefaultValue("100000") int mostBuckets) {

    /**
     * @param free tries without a wait; then 1 s, 2 s, 4 s …
     * @param longestWait where the doubling stops
     * @param forget without a try for this long, counting begins anew
     */
    record Pair(
            @DefaultValue("5") int free,
            @DefaultValue("15m") Duration longestWait,
            @DefaultValue("12h") Duration forget) {}

    /** So many failures within the window close the account to strangers for as long. */
    record Account(@DefaultValue("10") int failures, @DefaultValue("30m") Duration window) {}

    /**
     * @param failures more than this many within the window block the network for as long
     * @param longestBlock where the doubling of the block stops; also forgets earlier blocks
     * @param knownFactor where somebody signed in lately, this many times the failures are borne:
     *     an office shares one address
     */
    record Net(
            @DefaultValue("5") int failures,
            @DefaultValue("15m") Duration window,
            @DefaultValue("24h") Duration longestBlock,
            @DefaultValue("6") int knownFactor) {}

    /**
     * @param life how long a browser stays known after a sign-in
     * @param failures within the window: then it counts as a stranger's until the window ends
     */
    record Device(
            @DefaultValue("180d") Duration life,
            @DefaultValue("10") int failures,
            @DefaultValue("30m") Duration window) {}

    /**
     * @param accounts that failed from one network within the window: it is blocked
     * @param quietAccounts that failed once or twice within the window, from wherever: noted
     */
    record Spray(
            @DefaultValue("5") int accounts,
            @DefaultValue("20") int quietAccounts,
            @DefaultValue("30m") Duration window) {}

    SignInSettings {
        if (pair.free() < 1 || account.failures() < 1 || network.failures() < 1) {
            throw new IllegalArgumentException(
                    "practiceops.sign-in: pair.free, account.failures and network.failures must be"
                            + " 1 or more.");
        }
        if (!pair.longestWait().isPositive()
                || !account.window().isPositive()
                || !network.window().isPositive()) {
            throw new IllegalArgumentException(
                    "practiceops.sign-in: waits and windows must be longer than nothing.");
        }
        neverBlock.forEach(SignInSettings::network);
    }

    List<Network> neverBlocked() {
        return neverBlock.stream().map(SignInSettings::network).toList();
    }

    private static Network network(String text) {
        return Network.parse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "practiceops.sign-in.never-block: “%s” is no network like 203.0.113.0/24."
                                        .formatted(text)));
    }
}
