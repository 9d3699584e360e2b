package io.practiceops.foundation.storage;

import io.practiceops.foundation.kernel.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes in one request what fits a part, and in parts what does not. The store is told the CRC-32
 * of what is sent, and what it says it got is compared.
 */
final class S3Writer extends ObjectWriter {

    /** In memory for each writer. S3 takes 10,000 parts, so an object may have 80 GB. */
    private static final int PART = 8 << 20;

    private static final Logger log = LoggerFactory.getLogger(S3Writer.class);

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final Function<SdkException, Problem> failed;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] part = new byte[1 << 16];
    private int filled;
    private @Nullable String upload;
    private boolean complete;

    S3Writer(S3Client client, String bucket, String key, Function<SdkException, Problem> failed) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.failed = failed;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        var from = offset;
        for (var left = length; left > 0; ) {
            if (filled == part.length) {
                makeRoom();
            }
            var taken = Math.min(left, part.length - filled);
            System.arraycopy(bytes, from, part, filled, taken);
            filled += taken;
            from += taken;
            left -= taken;
        }
    }

    private void makeRoom() {
        if (part.length < PART) {
            part = Arrays.copyOf(part, Math.min(PART, part.length * 4));
        } else {
            sending(this::sendPart);
        }
    }

    private void sendPart() {
        if (upload == null) {
            upload =
                    client.createMultipartUpload(create ->
                                    create.bucket(bucket)
                                            .key(key)
                                            .checksumAlgorithm(ChecksumAlgorithm.CRC32))
                            .uploadId();
        }
        var id = upload;
        var number = parts.size() + 1;
        var crc = crc();
        var sent =
                client.uploadPart(
                        send ->
                                send.bucket(bucket)
                                        .key(key)
                                        .uploadId(id)
                                        .partNumber(number)
                                        .checksumCRC32(crc),
                        body());
        compare(crc, sent.checksumCRC32());
        parts.add(
                CompletedPart.builder()
                        .partNumber(number)
                        .eTag(sent.eTag())
                        .checksumCRC32(crc)
                        .build());
        filled = 0;
    }

    @Override
    public void complete() {
        sending(() -> {
            if (upload == null) {
                var crc = crc();
                var sent =
                        client.putObject(
                                put -> put.bucket(bucket).key(key).checksumCRC32(crc), body());
                compare(crc, sent.checksumCRC32());
            } else {
                sendPart();
                var id = upload;
                client.completeMultipartUpload(done ->
                        done.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .multipartUpload(all -> all.parts(parts)));
            }
            complete = true;
        });
    }

    private RequestBody body() {
        return RequestBody.fromByteBuffer(ByteBuffer.wrap(part, 0, filled));
    }

    private String crc() {
        var crc = new CRC32();
        crc.update(part, 0, filled);
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    }

    /** A store that tells none has still compared it with the one sent, where it knows CRC-32. */
    private static void compare(String mine, @Nullable String theirs) {
        if (theirs != null && !theirs.equals(mine)) {
            throw SdkClientException.create("The store has other bytes than were sent");
        }
    }

    private void sending(Runnable work) {
        try {
            work.run();
        } catch (SdkException e) {
            throw failed.apply(e);
        }
    }

    @Override
    public void close() {
        var id = upload;
        if (complete || id == null) {
            return;
        }
        upload = null;
        try {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(id));
        } catch (SdkException e) {
            log.info("Parts of an upload that was cut off stay until the sweep: {}", key, e);
        }
    }
}
