package io.practiceops.practice.vault;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.storage.ObjectStore;
import io.practiceops.foundation.storage.ObjectWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Bytes into the store, encrypted, and back. Knows no row. */
@Component
class SealedObjects {

    private static final int BUFFER = 64 * 1024;

    private final ObjectStore objects;
    private final Keks keks;

    SealedObjects(ObjectStore objects, Keks keks) {
        this.objects = objects;
        this.keks = keks;
    }

    /** Each arrival has a name and a key of its own, whether the bytes are known or not. */
    Arrival receive(UUID firm, InputStream bytes) {
        var place = Place.of(firm, UUID.randomUUID());
        var dataKey = Aes.random(Aes.KEY);
        var wrapped = keks.wrap(dataKey, place);
        try (var writer = writer(dataKey, place)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var head = new ByteArrayOutputStream();
            var size = copy(bytes, digest, head, writer);
            writer.complete();
            var sha256 = HexFormat.of().formatHex(digest.digest());
            return new Arrival(objects, new Kept(place, sha256, size, wrapped), head.toByteArray());
        } catch (IOException e) {
            throw Problem.unavailable(
                    "The file did not arrive whole. Nothing was kept of it.", "Send it again.", e);
        } catch (NoSuchAlgorithmException e) {
            throw Aes.lacks(e);
        }
    }

    private static long copy(
            InputStream from, MessageDigest digest, ByteArrayOutputStream head, ObjectWriter to)
            throws IOException {
        var buffer = new byte[BUFFER];
        var size = 0L;
        for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            digest.update(buffer, 0, read);
            head.write(buffer, 0, Math.min(read, BUFFER - head.size()));
            to.write(buffer, 0, read);
            size += read;
        }
        return size;
    }

    /** Beside a content, under its data key. */
    void seal(Kept content, Place place, byte[] bytes) {
        try (var writer = writer(keks.unwrap(content.key(), content.place()), place)) {
            writer.write(bytes);
            writer.complete();
        }
    }

    private ObjectWriter writer(byte[] dataKey, Place place) {
        return new SealingWriter(ChunkCipher.begin(dataKey, place), objects.write(place.key()));
    }

    /** The content, or what is derived from it. */
    InputStream open(Kept content, Place place, long size, long from) {
        try {
            return opened(content, place, size, from);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The content, for whoever tells damage from a store that is down. */
    InputStream openRaw(Kept content) throws IOException {
        return openRaw(content, content.place(), content.size());
    }

    /** What is derived from the content, likewise. */
    InputStream openRaw(Kept content, Place place, long size) throws IOException {
        return opened(content, place, size, 0);
    }

    private InputStream opened(Kept content, Place place, long size, long from) throws IOException {
        var dataKey = keks.unwrap(content.key(), content.place());
        return new OpeningStream(objects, place, dataKey, size, from);
    }

    static Problem unreadable(IOException e) {
        return e instanceof DamagedObject
                ? Problem.unavailable(
                        "This file is damaged in the object store, so it is not handed out.",
                        "Tell an operator: bring it back from a backup; Storage says what is known.",
                        e)
                : Problem.unavailable(
                        "The file cannot be read just now. Nothing that was stored is lost.",
                        "Try again in a while. If it stays, tell an operator.",
                        e);
    }
}
