package io.practiceops.trust.access;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** The rules of the door in words, with the numbers that hold here. */
@Component
public class DoorRules {

    private final SignInSettings settings;
    private final SessionSettings sessions;

    DoorRules(SignInSettings settings, SessionSettings sessions) {
        this.settings = settings;
        this.sessions = sessions;
    }

    /** One of them. */
    public record Rule(String title, String text) {}

    public List<Rule> all() {
        var pair = settings.pair();
        var account = settings.account();
        var network = settings.network();
        var device = settings.device();
        return List.of(
                new Rule(
                        "One account from one network",
                        "%d tries are free. Then each failure doubles the wait: 1 second, 2, 4 … up to %s. Forgotten after %s without a try, and by the right password."
                                .formatted(
                                        pair.free(),
                                        words(pair.longestWait()),
                                        words(pair.forget()))),
                new Rule(
                        "One account from anywhere new",
                        "%d failures within %s close it to browsers and networks it was not signed in from, for %2$s. Its owner is mailed a way in."
                                .formatted(account.failures(), words(account.window()))),
                new Rule(
                        "One network",
                        "More than %d failures within %s block it for as long, twice as long each time, up to %s. Where somebody signed in within 30 days, %d times as many are borne. An IPv6 network is a /64."
                                .formatted(
                                        network.failures(),
                                        words(network.window()),
                                        words(network.longestBlock()),
                                        network.knownFactor())),
                new Rule(
                        "Many accounts",
                        "%d accounts that fail from one network within %s block it. %d accounts that fail once or twice, from wherever, are noted in the audit trail."
                                .formatted(
                                        settings.spray().accounts(),
                                        words(settings.spray().window()),
                                        settings.spray().quietAccounts())),
                new Rule(
                        "Known browsers",
                        "A browser that signed in is known for %s and goes past all of the above. After %d failures within %s it counts as new until that time is over."
                                .formatted(
                                        words(device.life()),
                                        device.failures(),
                                        words(device.window()))),
                new Rule(
                        "Sessions",
                        "One that nobody uses for %s is over; at the latest after %s."
                                .formatted(words(sessions.idle()), words(Sessions.LIFE))));
    }

    static String words(Duration length) {
        if (length.toSeconds() % 60 != 0) {
            return length.toSeconds() + " seconds";
        }
        var minutes = length.toMinutes();
        if (minutes % (24 * 60) == 0 && minutes > 24 * 60) {
            return length.toDays() + " days";
        }
        if (minutes % 60 == 0) {
            return minutes == 60 ? "1 hour" : length.toHours() + " hours";
        }
        return minutes == 1 ? "1 minute" : minutes + " minutes";
    }
}
