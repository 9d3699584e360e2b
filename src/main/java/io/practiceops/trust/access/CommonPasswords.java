package io.practiceops.trust.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The passwords people choose most: {@code access/common-passwords.txt}, which names its source and
 * licence. Kept as sorted 64-bit fingerprints, 8 bytes each; that two texts share one is as likely
 * as 30,000 in 2^64.
 */
@Component
class CommonPasswords {

    private static final String FILE = "access/common-passwords.txt";
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long[] fingerprints;

    CommonPasswords() throws IOException {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                new ClassPathResource(FILE).getInputStream(), UTF_8))) {
            fingerprints =
                    lines.lines()
                            .filter(line -> !line.startsWith("#"))
                            .mapToLong(CommonPasswords::fingerprint)
                            .sorted()
                            .toArray();
        }
    }

    int size() {
        return fingerprints.length;
    }

    /** Of a text in lower case. */
    boolean contains(String text) {
        return Arrays.binarySearch(fingerprints, fingerprint(text)) >= 0;
    }

    /** FNV-1a. */
    private static long fingerprint(String text) {
        var hash = FNV_OFFSET;
        for (var octet : text.getBytes(UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
        }
        return hash;
    }
}
