package io.practiceops.foundation.keys;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Secret keys by name, made at their first use. Every instance on one database needs the same
 * files: one that holds another key, or lost it, is told so instead of making a new one. Ask for a
 * key outside a transaction, or in one across firms: the first time it looks into the database.
 */
@Component
public class InstallationKeys {

    private static final int AES_256_BYTES = 32;

    private final KeyFolder folder;
    private final KeyFingerprints fingerprints;
    private final Clock clock;
    private final AcrossFirmsTemplate acrossFirms;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentHashMap<String, SecretKey> secrets = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, KeyPair> pairs = new ConcurrentHashMap<>();

    InstallationKeys(
            KeyFolder folder,
            KeyFingerprints fingerprints,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.folder = folder;
        this.fingerprints = fingerprints;
        this.clock = clock;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    /**
     * A key of 256 bits for AES.
     *
     * @param name lower-case letters, digits and hyphens
     * @throws Problem when the file is missing though the database was written with it, or is
     *     another key
     */
    public SecretKey aes(String name) {
        return secrets.computeIfAbsent(
                name,
                _ ->
                        new SecretKeySpec(
                                known(
                                        name,
                                        this::randomKey,
                                        Function.identity(),
                                        KeyMaterial::fingerprint),
                                "AES"));
    }

    /**
     * A key pair for Ed25519 signatures.
     *
     * @param name lower-case letters, digits and hyphens
     * @throws Problem as {@link #aes}
     */
    public KeyPair ed25519(String name) {
        return pairs.computeIfAbsent(
                name,
                _ ->
                        known(
                                name,
                                KeyMaterial::newEd25519,
                                KeyMaterial::ed25519,
                                KeyMaterial::fingerprintOfPair));
    }

    /** Whether this instance holds the key's file. */
    public boolean holds(String name) {
        return folder.find(name).isPresent();
    }

    private byte[] randomKey() {
        var key = new byte[AES_256_BYTES];
        random.nextBytes(key);
        return key;
    }

    private <K> K known(
            String name,
            Supplier<byte[]> make,
            Function<byte[], K> read,
            Function<byte[], String> fingerprint) {
        var expected = acrossFirms.execute(_ -> fingerprints.find(name)).orElse(null);
        var held = folder.find(name);
        if (held.isEmpty() && expected != null) {
            throw missing(name);
        }
        var bytes = held.orElseGet(() -> folder.keep(name, make.get()));
        var mine = fingerprint.apply(bytes);
        if (expected == null) {
            expected = acrossFirms.execute(_ -> fingerprints.claim(name, mine, clock.instant()));
        }
        if (!mine.equals(expected)) {
            throw another(name);
        }
        return read.apply(bytes);
    }

    private Problem missing(String name) {
        return new Problem(
                ProblemType.UNAVAILABLE,
                "The key %s is missing, and this database was written with it."
                        .formatted(folder.file(name)),
                "Put back the file from your copy of the keys folder, or from another instance.");
    }

    private Problem another(String name) {
        return new Problem(
                ProblemType.UNAVAILABLE,
                "The key %s is not the one this database was written with."
                        .formatted(folder.file(name)),
                "Every instance needs the same keys folder: put in the file of the first instance.");
    }
}
