package io.practiceops.trust.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Hashes in rows and as text. */
final class Hashes {

    private Hashes() {}

    static byte[] packed(List<byte[]> hashes) {
        var packed = new byte[hashes.size() * TreeHash.LENGTH];
        for (var i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i), 0, packed, i * TreeHash.LENGTH, TreeHash.LENGTH);
        }
        return packed;
    }

    static List<byte[]> unpacked(byte[] packed) {
        if (packed.length % TreeHash.LENGTH != 0) {
            throw new Malformed(packed.length + " bytes are no row of hashes of 32.");
        }
        var hashes = new ArrayList<byte[]>();
        for (var at = 0; at < packed.length; at += TreeHash.LENGTH) {
            hashes.add(Arrays.copyOfRange(packed, at, at + TreeHash.LENGTH));
        }
        return hashes;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The one way to write these bytes: Java's own decoder forgives missing padding. */
    static byte[] fromBase64(String text) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (base64(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // the same answer
        }
        throw new Malformed("“%s” is not base64.".formatted(Malformed.shortened(text)));
    }

    static byte[] hashFromBase64(String text) {
        var hash = fromBase64(text);
        if (hash.length != TreeHash.LENGTH) {
            throw new Malformed("“%s” is not a hash of 32 bytes.".formatted(text));
        }
        return hash;
    }
}
