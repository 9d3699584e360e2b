package io.practiceops.practice.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The format of an object: a head, then chunks of 64 KiB, each sealed with AES-256-GCM.
 *
 * <p>The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated
 * Encryption and its Nonce-Reuse Misuse-Resistance, CRYPTO 2015): the nonce is a random prefix, the
 * chunk's number, and a flag that is 1 for the last chunk. So chunks cannot be changed, swapped,
 * repeated, left out or cut off. The key is derived (HKDF) from the data key, the head's salt and
 * the object's place; each chunk is also bound to the head. An object moved to another firm or name
 * does not open.
 */
final class ChunkCipher {

    static final int PLAIN = 64 * 1024;
    static final int SEALED = PLAIN + Aes.TAG;
    static final int HEAD = 32;

    private static final byte[] MAGIC = {'P', 'V', 'L', 'T', 1};
    private static final int SALT = 20;
    private static final int PREFIX = HEAD - MAGIC.length - SALT;

    private final byte[] head;
    private final byte[] bound;
    private final SecretKey key;
    private final Cipher cipher = Aes.cipher();

    private ChunkCipher(byte[] head, byte[] dataKey, Place place) {
        this.head = head;
        this.bound = place.bound();
        var salt = Arrays.copyOfRange(head, MAGIC.length, MAGIC.length + SALT);
        this.key = Aes.derive(dataKey, salt, bound);
    }

    static ChunkCipher begin(byte[] dataKey, Place place) {
        var head = ByteBuffer.allocate(HEAD).put(MAGIC).put(Aes.random(SALT + PREFIX)).array();
        return new ChunkCipher(head, dataKey, place);
    }

    static ChunkCipher of(byte[] head, byte[] dataKey, Place place) throws DamagedObject {
        if (head.length != HEAD || !Arrays.equals(MAGIC, Arrays.copyOf(head, MAGIC.length))) {
            throw new DamagedObject(place, "its head is not one of the vault's");
        }
        return new ChunkCipher(head, dataKey, place);
    }

    byte[] head() {
        return head;
    }

    /** Chunks of an object; also one of no bytes has its last. */
    static long chunks(long size) {
        return Math.max(1, (size + PLAIN - 1) / PLAIN);
    }

    /** Bytes in the store of so many plain ones. */
    static long sealedSize(long size) {
        return HEAD + size + chunks(size) * Aes.TAG;
    }

    static long offset(long chunk) {
        return HEAD + chunk * SEALED;
    }

    /** Seals so many bytes of the first array into the second; how many they are then. */
    int seal(long chunk, boolean last, byte[] plain, int length, byte[] sealed) {
        try {
            return apply(Cipher.ENCRYPT_MODE, chunk, last, plain, length, sealed);
        } catch (GeneralSecurityException e) {
            throw Aes.lacks(e);
        }
    }

    int open(long chunk, boolean last, byte[] sealed, int length, byte[] plain, Place place)
            throws DamagedObject {
        try {
            return apply(Cipher.DECRYPT_MODE, chunk, last, sealed, length, plain);
        } catch (GeneralSecurityException e) {
            throw new DamagedObject(place, "chunk %d is not as it was written".formatted(chunk));
        }
    }

    private int apply(int mode, long chunk, boolean last, byte[] from, int length, byte[] to)
            throws GeneralSecurityException {
        var nonce = ByteBuffer.allocate(Aes.NONCE);
        nonce.put(head, HEAD - PREFIX, PREFIX);
        nonce.putInt(Math.toIntExact(chunk)).put((byte) (last ? 1 : 0));
        cipher.init(mode, key, new GCMParameterSpec(Aes.TAG * Byte.SIZE, nonce.array()));
        cipher.updateAAD(head);
        cipher.updateAAD(bound);
        return cipher.doFinal(from, 0, length, to, 0);
    }
}
