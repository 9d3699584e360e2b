package io.practiceops.practice.vault;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.keys.InstallationKeys;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/** Keys as files of the keys folder: {@code vault-1.key} and so on. */
@Component
class FileKeys implements KeyKeeper {

    private final InstallationKeys keys;

    FileKeys(InstallationKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public String place() {
        return "the keys folder of this machine";
    }

    @Override
    public int prepare(int generation) {
        key(generation);
        return generation;
    }

    @Override
    public byte[] wrap(int generation, byte[] dataKey, byte[] bound) {
        return Aes.seal(key(generation), dataKey, bound);
    }

    @Override
    public byte[] unwrap(int generation, byte[] wrapped, byte[] bound) {
        try {
            return Aes.open(key(generation), wrapped, bound);
        } catch (AEADBadTagException e) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The wrapped key of this file is not as it was written.",
                    "Tell an operator: the row in the database was changed, or is of another installation.");
        }
    }

    private SecretKey key(int generation) {
        return keys.aes("vault-" + generation);
    }
}
