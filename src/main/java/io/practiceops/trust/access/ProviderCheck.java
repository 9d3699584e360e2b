package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Check;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether people can sign in through the identity providers. Looks at most once a minute. */
@Component
class ProviderCheck implements Check {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Providers providers;
    private final Clock clock;
    private volatile @Nullable Seen seen;

    private record Seen(Result result, Instant at) {}

    ProviderCheck(Providers providers, Clock clock) {
        this.providers = providers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "identity-providers";
    }

    @Override
    public String title() {
        return "Identity providers";
    }

    @Override
    public Result look() {
        var now = clock.instant();
        var last = seen;
        if (last == null || last.at().plus(KEPT).isBefore(now)) {
            last = new Seen(lookNow(), now);
            seen = last;
        }
        return last.result();
    }

    private Result lookNow() {
        var facts = new LinkedHashMap<String, Object>();
        var troubled = 0;
        for (var one : providers.all()) {
            var trouble = trouble(one);
            troubled += trouble == null ? 0 : 1;
            facts.put(one.name(), trouble == null ? "answers" : trouble);
        }
        if (troubled > 0) {
            return Result.warn(
                    "Nobody can sign in through %d of %d identity providers. Passwords work."
                            .formatted(troubled, facts.size()),
                    facts,
                    "Compare practiceops.access.oidc.<name>.* with what the provider says; see docs/access.md.");
        }
        return Result.good(
                facts.isEmpty()
                        ? "None is set up; people sign in with a password."
                        : "Every one answers.",
                facts);
    }

    private static @Nullable String trouble(Providers.Configured one) {
        if (!one.mistakes().isEmpty()) {
            return String.join(", ", one.mistakes());
        }
        try {
            one.provider().look();
            return null;
        } catch (ProviderTrouble trouble) {
            return trouble.what();
        }
    }
}
