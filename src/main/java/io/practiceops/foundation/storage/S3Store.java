package io.practiceops.foundation.storage;

import io.practiceops.foundation.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Objects in a bucket of whatever speaks S3. */
final class S3Store implements ObjectStore {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final int RANGE_BEHIND_THE_END = 416;

    private final S3Client client;
    private final String bucket;
    private final String place;

    S3Store(S3Client client, String bucket, String place) {
        this.client = client;
        this.bucket = bucket;
        this.place = place;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public ObjectWriter write(String key) {
        return new S3Writer(client, bucket, ObjectKey.checked(key), this::failed);
    }

    @Override
    public InputStream open(String key, long from) {
        ObjectKey.checked(key);
        try {
            return new UntilClosed(
                    client.getObject(get -> {
                        get.bucket(bucket).key(key);
                        if (from > 0) {
                            get.range("bytes=%d-".formatted(from));
                        }
                    }));
        } catch (NoSuchKeyException e) {
            throw new ObjectMissing(place);
        } catch (AwsServiceException e) {
            if (e.statusCode() == RANGE_BEHIND_THE_END) {
                return InputStream.nullInputStream();
            }
            throw failed(e);
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    /** Closed amid the bytes, the connection goes instead of the rest being fetched for nobody. */
    private static final class UntilClosed extends InputStream {

        private final ResponseInputStream<GetObjectResponse> bytes;
        private boolean read;

        UntilClosed(ResponseInputStream<GetObjectResponse> bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                var count = bytes.read(target, offset, length);
                read |= count < 0;
                return count;
            } catch (SdkException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            if (read) {
                bytes.close();
            } else {
                bytes.abort();
            }
        }
    }

    @Override
    public Optional<Stored> find(String key) {
        ObjectKey.checked(key);
        try {
            var head = client.headObject(ask -> ask.bucket(bucket).key(key));
            return Optional.of(new Stored(key, head.contentLength(), head.lastModified()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    @Override
    public void delete(String key) {
        ObjectKey.checked(key);
        try {
            client.deleteObject(delete -> delete.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    @Override
    public List<Stored> list(String prefix, @Nullable String after, int limit) {
        try {
            var page =
                    client.listObjectsV2(list ->
                            list.bucket(bucket).prefix(prefix).startAfter(after).maxKeys(limit));
            return page.contents().stream()
                    .map(object -> new Stored(object.key(), object.size(), object.lastModified()))
                    .toList();
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    @Override
    public int discardUnfinished(String prefix, Instant before) {
        try {
            var old =
                    client
                            .listMultipartUploadsPaginator(
                                    list -> list.bucket(bucket).prefix(prefix))
                            .stream()
                            .flatMap(page -> page.uploads().stream())
                            // Others may write into the bucket, and not every server knows
                            // prefixes.
                            .filter(upload -> upload.key().startsWith(prefix))
                            .filter(upload -> upload.initiated().isBefore(before))
                            .toList();
            old.forEach(this::abort);
            return old.size();
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    private void abort(MultipartUpload upload) {
        client.abortMultipartUpload(
                abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
    }

    /** A bucket has no end that it tells of. */
    @Override
    public Optional<Room> room() {
        return Optional.empty();
    }

    @Override
    public boolean canRetain() {
        try {
            var lock = client.getObjectLockConfiguration(get -> get.bucket(bucket));
            return lock.objectLockConfiguration() != null
                    && lock.objectLockConfiguration().objectLockEnabled()
                            == ObjectLockEnabled.ENABLED;
        } catch (AwsServiceException e) {
            if (saysThereIsNone(e)) {
                return false;
            }
            throw failed(e);
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    /** Amazon answers 404 where there is no lock, others 400. */
    private static boolean saysThereIsNone(AwsServiceException e) {
        return (e.statusCode() == NOT_FOUND || e.statusCode() == BAD_REQUEST)
                && !(e instanceof NoSuchBucketException);
    }

    @Override
    public void retain(String key, Instant until) {
        ObjectKey.checked(key);
        if (!canRetain()) {
            throw Problem.conflict(
                    "The bucket %s was made without Object Lock.".formatted(bucket),
                    "Use a bucket that was made with it; see docs/storage.md.");
        }
        try {
            client.putObjectRetention(put ->
                    put.bucket(bucket)
                            .key(key)
                            .retention(how ->
                                    how.mode(ObjectLockRetentionMode.COMPLIANCE)
                                            .retainUntilDate(until)));
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    @Override
    public Optional<Instant> retainedUntil(String key) {
        ObjectKey.checked(key);
        try {
            var lock = client.getObjectRetention(get -> get.bucket(bucket).key(key)).retention();
            return Optional.ofNullable(lock).map(ObjectLockRetention::retainUntilDate);
        } catch (AwsServiceException e) {
            if (saysThereIsNone(e)) {
                return Optional.empty();
            }
            throw failed(e);
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    private Problem failed(SdkException e) {
        return Problem.unavailable(
                "The object store does not do it just now. Nothing that was stored is lost.",
                "Try again in a while. If it stays, tell an operator: %s, %s."
                        .formatted(place, mend(e)),
                e);
    }

    private static String mend(SdkException e) {
        if (e instanceof NoSuchBucketException) {
            return "the bucket is not there";
        }
        if (e instanceof AwsServiceException answer) {
            return answer.statusCode() == FORBIDDEN
                    ? "it refuses these credentials"
                    : "it answers %d".formatted(answer.statusCode());
        }
        return "it does not answer";
    }

    @Override
    public void close() {
        client.close();
    }
}
