package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id at OWASP's minimum (19 MiB, 2 passes, 1 lane; Password Storage
 * Cheat Sheet). Each hash costs memory and some 0.1 s of a core, so only a few run at once.
 */
@Component
public class Passwords {

    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    private static final int KIBIBYTES = 19 * 1024;
    private static final long PATIENCE_SECONDS = 5;

    /**
     * Of a random text nobody kept, with the parameters above: what an unknown user is compared
     * with.
     */
    private static final String HASH_OF_NOBODY =
            "$argon2id$v=19$m=19456,t=2,p=1$BxcinVu+oDhgJx16OhTNag$mGTzgjHt9JLYujyT3kOBtRTQZNtSqYBPobdltEZrgjY";

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, KIBIBYTES, 2);
    private final Semaphore atOnce =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()), true);

    public String hash(String password) {
        return withTurn(() -> argon2.encode(password));
    }

    /**
     * Takes the same time whether there is a hash or not, so that an answer tells nobody who
     * exists.
     */
    public boolean matches(String password, @Nullable String hash) {
        var tried = password.length() <= LONGEST ? password : "";
        var same = withTurn(() -> argon2.matches(tried, hash == null ? HASH_OF_NOBODY : hash));
        return same && hash != null;
    }

    private <T> T withTurn(Supplier<T> hashing) {
        try {
            if (!atOnce.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Problem(
                        ProblemType.TOO_MANY,
                        "Too many people sign in at this moment.",
                        "Try again in a few seconds.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(
                    ProblemType.UNAVAILABLE, "The server is stopping.", "Try again in a minute.");
        }
        try {
            return hashing.get();
        } finally {
            atOnce.release();
        }
    }
}
