package io.practiceops.trust.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.keys.InstallationKeys;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Ten codes of 80 random bits, each good once, for one who has lost the second factor. Kept as
 * HMAC-SHA-256 under a key of the installation: from the database alone nobody can even try codes.
 */
@Component
class RecoveryCodes {

    static final int COUNT = 10;

    private static final String KEY = "recovery-codes";
    private static final int CODE_BYTES = 10;

    private final RecoveryCodeStore store;
    private final InstallationKeys keys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RecoveryCodes(RecoveryCodeStore store, InstallationKeys keys, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /** New codes in place of those before; in the caller's transaction. */
    List<String> make(UUID user) {
        var codes = Stream.generate(this::code).limit(COUNT).toList();
        store.replace(user, codes.stream().map(code -> hash(user, code)).toList(), clock.instant());
        return codes.stream().map(code -> Base32.grouped(code, "-")).toList();
    }

    /** How it went. */
    enum Use {
        TAKEN,
        USED_BEFORE,
        UNKNOWN
    }

    Use use(UUID user, String typed) {
        var hash = hash(user, Base32.typed(typed));
        if (store.use(user, hash, clock.instant())) {
            return Use.TAKEN;
        }
        return store.isUsed(user, hash) ? Use.USED_BEFORE : Use.UNKNOWN;
    }

    int left(UUID user) {
        return store.left(user);
    }

    void remove(UUID user) {
        store.remove(user);
    }

    private String code() {
        var bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        return Base32.of(bytes);
    }

    private byte[] hash(UUID user, String code) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.aes(KEY).getEncoded(), "HmacSHA256"));
            return mac.doFinal((user + "/" + code).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
