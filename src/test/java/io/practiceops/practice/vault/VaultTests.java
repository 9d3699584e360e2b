package io.practiceops.practice.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@InPractice
class VaultTests {

    private static final int CHUNK = 64 * 1024;
    private static final int TRIES = 600;

    private final ApplicationContext application;
    private final Vault vault;
    private final ObjectStore store;
    private final TransactionTemplate transaction;

    private TestFirm firm;

    VaultTests(
            ApplicationContext application,
            Vault vault,
            ObjectStore store,
            PlatformTransactionManager transactions) {
        this.application = application;
        this.vault = vault;
        this.store = store;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private String keep(TestFirm of, byte[] bytes, UUID use) {
        return of.asSystem(() -> {
            try (var arrival = vault.receive(new ByteArrayInputStream(bytes))) {
                transaction.executeWithoutResult(_ -> vault.keep(arrival, use));
                return arrival.sha256();
            }
        });
    }

    private String keep(byte[] bytes) {
        return keep(firm, bytes, UUID.randomUUID());
    }

    private void release(TestFirm of, String sha256, UUID use) {
        of.asSystem(() -> {
            transaction.executeWithoutResult(_ -> vault.release(sha256, use));
            return null;
        });
    }

    private byte[] read(TestFirm of, String sha256, long from) {
        return of.asSystem(() -> {
            try (var in = vault.open(sha256, from)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private List<ObjectStore.Stored> objects(TestFirm of) {
        return store.list("vault/" + of.id() + "/", null, 1000);
    }

    /** Removing objects is work of the queue. */
    private void awaitObjects(TestFirm of, int count) {
        for (var tries = 0; tries < TRIES && objects(of).size() != count; tries++) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(objects(of)).hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17})
    void bytesComeBackFromAnyPosition(int length) {
        var bytes = bytes(length);
        var sha256 = keep(bytes);

        assertThat(firm.asSystem(() -> vault.size(sha256))).isEqualTo(length);
        for (var from : new int[] {0, 1, length / 2, CHUNK, length - 1, length}) {
            if (from >= 0 && from <= length) {
                assertThat(read(firm, sha256, from))
                        .isEqualTo(Arrays.copyOfRange(bytes, from, length));
            }
        }
    }

    @Test
    void skippingReadsOnAtTheRightPlace() throws Exception {
        var bytes = bytes(5 * CHUNK);
        var sha256 = keep(bytes);

        try (var in = firm.asSystem(() -> vault.open(sha256))) {
            assertThat(in.read()).isEqualTo(bytes[0] & 0xff);
            in.skipNBytes(3L * CHUNK);
            assertThat(in.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(bytes, 3 * CHUNK + 1, bytes.length));
        }
    }

    @Test
    void anArrivalTellsWhatItIs() throws Exception {
        var bytes = bytes(200_000);
        firm.asSystem(() -> {
            try (var arrival = vault.receive(new ByteArrayInputStream(bytes))) {
                assertThat(arrival.size()).isEqualTo(bytes.length);
                assertThat(arrival.head()).isEqualTo(Arrays.copyOf(bytes, CHUNK));
                assertThat(arrival.sha256())
                        .isEqualTo(
                                HexFormat.of()
                                        .formatHex(
                                                MessageDigest.getInstance("SHA-256")
                                                        .digest(bytes)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
            return null;
        });
    }

    @Test
    void theStoreSeesNeitherTheBytesNorTheirHash() throws Exception {
        var secret = "The cormorant's tax number. ".repeat(9000);
        var sha256 = keep(bytes(secret));

        var object = objects(firm).getFirst();
        try (var in = store.open(object.key(), 0)) {
            var stored = new String(in.readAllBytes(), ISO_8859_1);
            assertThat(stored).doesNotContain("cormorant").doesNotContain(sha256);
        }
        assertThat(object.key()).doesNotContain(sha256.substring(0, 8));
    }

    @Test
    void anArrivalThatIsNotKeptLeavesNothing() {
        firm.asSystem(() -> {
            try (var arrival = vault.receive(new ByteArrayInputStream(bytes(10)))) {
                assertThat(objects(firm)).hasSize(1);
                return arrival.sha256();
            }
        });
        assertThat(objects(firm)).isEmpty();
    }

    @Test
    void aTransactionThatRollsBackKeepsNothing() {
        firm.asSystem(() -> {
            try (var arrival = vault.receive(new ByteArrayInputStream(bytes(10)))) {
                transaction.executeWithoutResult(status -> {
                    vault.keep(arrival, UUID.randomUUID());
                    status.setRollbackOnly();
                });
                assertThat(vault.has(arrival.sha256())).isFalse();
            }
            return null;
        });
        assertThat(objects(firm)).isEmpty();
    }

    /** As in a request with an idempotency key, whose transaction ends after everything else. */
    @Test
    void anArrivalClosedBeforeItsTransactionEndsIsDecidedByTheEnd() {
        for (var commits : List.of(true, false)) {
            firm.asSystem(() -> {
                transaction.executeWithoutResult(status -> {
                    try (var arrival =
                            vault.receive(new ByteArrayInputStream(bytes("kept " + commits)))) {
                        vault.keep(arrival, UUID.randomUUID());
                    }
                    if (!commits) {
                        status.setRollbackOnly();
                    }
                });
                return null;
            });
        }
        assertThat(objects(firm)).hasSize(1);
    }

    @Test
    void aSenderWhoBreaksOffLeavesNothing() {
        var broken =
                new InputStream() {
                    private int left = 3 * CHUNK;

                    @Override
                    public int read() throws IOException {
                        if (left-- == 0) {
                            throw new IOException("gone");
                        }
                        return 7;
                    }
                };
        assertThatThrownBy(() -> firm.asSystem(() -> vault.receive(broken)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("did not arrive whole");
        assertThat(objects(firm)).isEmpty();
    }

    @Test
    void keepingNeedsATransaction() {
        firm.asSystem(() -> {
            try (var arrival = vault.receive(new ByteArrayInputStream(bytes(1)))) {
                assertThatThrownBy(() -> vault.keep(arrival, UUID.randomUUID()))
                        .isInstanceOf(IllegalTransactionStateException.class);
            }
            return null;
        });
    }

    @Test
    void equalBytesOfAFirmAreThereOnceAndOfAnotherFirmAgain() {
        var other = new TestFirm(application);
        var sha256 = keep(bytes(99));
        keep(bytes(99));
        keep(other, bytes(99), UUID.randomUUID());

        assertThat(objects(firm)).hasSize(1);
        assertThat(objects(other)).hasSize(1);
        assertThat(objects(other).getFirst().key()).doesNotContain(firm.id().toString());
        assertThat(read(other, sha256, 0)).isEqualTo(bytes(99));
    }

    @Test
    void whatAnotherFirmHasIsNotThere() {
        var sha256 = keep(bytes(77));
        var other = new TestFirm(application);

        assertThat(other.asSystem(() -> vault.has(sha256))).isFalse();
        assertThatThrownBy(() -> read(other, sha256, 0)).isInstanceOf(Problem.class);
        release(other, sha256, UUID.randomUUID());
        assertThat(read(firm, sha256, 0)).isEqualTo(bytes(77));
    }

    @Test
    void theLastReleaseShredsAndAnotherFirmsEqualBytesStay() {
        var other = new TestFirm(application);
        keep(other, bytes(55), UUID.randomUUID());
        var one = UUID.randomUUID();
        var two = UUID.randomUUID();
        var sha256 = keep(firm, bytes(55), one);
        firm.asSystem(() -> {
            vault.keepDerived(sha256, "page-1", bytes("picture"));
            transaction.executeWithoutResult(_ -> vault.share(sha256, two));
            return null;
        });
        assertThat(objects(firm)).hasSize(2);

        release(firm, sha256, one);
        release(firm, sha256, one);
        assertThat(read(firm, sha256, 0)).isEqualTo(bytes(55));
        release(firm, sha256, two);

        assertThat(firm.asSystem(() -> vault.has(sha256))).isFalse();
        awaitObjects(firm, 0);
        assertThat(read(other, sha256, 0)).isEqualTo(bytes(55));
    }

    @Test
    void shreddedBytesThatComeAgainHaveANewNameAndKey() {
        var use = UUID.randomUUID();
        var sha256 = keep(firm, bytes(44), use);
        var before = objects(firm).getFirst().key();
        release(firm, sha256, use);
        keep(firm, bytes(44), use);

        awaitObjects(firm, 1);
        assertThat(objects(firm).getFirst().key()).isNotEqualTo(before);
        assertThat(read(firm, sha256, 0)).isEqualTo(bytes(44));
    }

    @Test
    void aReleaseThatRollsBackShredsNothing() {
        var use = UUID.randomUUID();
        var sha256 = keep(firm, bytes(33), use);
        firm.asSystem(() -> {
            transaction.executeWithoutResult(status -> {
                vault.release(sha256, use);
                status.setRollbackOnly();
            });
            return null;
        });
        assertThat(read(firm, sha256, 0)).isEqualTo(bytes(33));
    }

    @Test
    void whatWasDerivedIsReplacedByName() {
        var sha256 = keep(bytes(22));
        firm.asSystem(() -> {
            vault.keepDerived(sha256, "page-1", bytes("first"));
            vault.keepDerived(sha256, "page-1", bytes("second"));
            vault.keepDerived(sha256, "page-2", bytes("other"));
            assertThat(vault.derived(sha256, "page-1")).contains(bytes("second"));
            assertThat(vault.derived(sha256, "page-2")).contains(bytes("other"));
            assertThat(vault.derived(sha256, "page-3")).isEmpty();
            return null;
        });
        awaitObjects(firm, 3);
    }

    @Test
    void aPlainFileIsPrivateAndGoneWhenClosed() {
        var sha256 = keep(bytes(2 * CHUNK));
        firm.asSystem(() -> {
            var file = vault.plain(sha256);
            try (file) {
                assertThat(Files.readAllBytes(file.path())).isEqualTo(bytes(2 * CHUNK));
                assertThat(Files.getPosixFilePermissions(file.path())).hasSize(2);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            assertThat(file.path()).doesNotExist();
            return null;
        });
    }

    record Harm(String name, UnaryOperator<byte[]> done) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Harm> harms() {
        var sealed = CHUNK + 16;
        return List.of(
                new Harm("a bit of the head", bytes -> flipped(bytes, 20)),
                new Harm("a bit of the first chunk", bytes -> flipped(bytes, 32)),
                new Harm("a bit of the last chunk", bytes -> flipped(bytes, bytes.length - 20)),
                new Harm("a bit of the last tag", bytes -> flipped(bytes, bytes.length - 1)),
                new Harm("cut by a byte", bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
                new Harm("cut at a chunk", bytes -> Arrays.copyOf(bytes, 32 + 2 * sealed)),
                new Harm("cut to the head", bytes -> Arrays.copyOf(bytes, 32)),
                new Harm("emptied", _ -> new byte[0]),
                new Harm("one byte more", bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
                new Harm("chunks swapped", bytes -> swapped(bytes, 32, 32 + sealed, sealed)),
                new Harm(
                        "a chunk twice",
                        bytes -> {
                            System.arraycopy(bytes, 32, bytes, 32 + sealed, sealed);
                            return bytes;
                        }));
    }

    private static byte[] flipped(byte[] bytes, int at) {
        bytes[at] ^= 1;
        return bytes;
    }

    private static byte[] swapped(byte[] bytes, int one, int other, int length) {
        var first = Arrays.copyOfRange(bytes, one, one + length);
        System.arraycopy(bytes, other, bytes, one, length);
        System.arraycopy(first, 0, bytes, other, length);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("harms")
    void aHarmedObjectFailsAndNeverYieldsOtherBytes(Harm harm) throws Exception {
        var bytes = bytes(3 * CHUNK + 100);
        var sha256 = keep(bytes);
        var key = objects(firm).getFirst().key();
        try (var in = store.open(key, 0)) {
            store.put(key, harm.done().apply(in.readAllBytes()));
        }

        var handedOut = new ByteArrayOutputStream();
        assertThatThrownBy(() ->
                        firm.asSystem(() -> {
                            try (var in = vault.open(sha256)) {
                                return in.transferTo(handedOut);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        }))
                .isInstanceOfAny(Problem.class, UncheckedIOException.class)
                .hasMessageContaining("damaged");
        assertThat(handedOut.toByteArray()).isEqualTo(Arrays.copyOf(bytes, handedOut.size()));
        assertThat(handedOut.size()).isLessThan(bytes.length);
    }

    @Test
    void anObjectPutInThePlaceOfAnotherDoesNotOpen() throws Exception {
        var one = keep(bytes(500));
        var key = objects(firm).getFirst().key();
        keep(bytes(501));
        var other =
                objects(firm).stream()
                        .filter(object -> !object.key().equals(key))
                        .findFirst()
                        .orElseThrow();
        try (var in = store.open(other.key(), 0)) {
            store.put(key, in.readAllBytes());
        }
        assertThatThrownBy(() -> read(firm, one, 0)).isInstanceOf(Problem.class);
    }

    @Test
    void aLostObjectIsAProblemThatNamesTheMend() {
        var sha256 = keep(bytes(66));
        store.delete(objects(firm).getFirst().key());
        assertThatThrownBy(() -> read(firm, sha256, 0))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.mend()).contains("operator"));
    }

    @RepeatedTest(5)
    void equalUploadsAtOnceAreOneObjectWithAllTheirUses() throws Exception {
        var uses = IntStream.range(0, 8).mapToObj(_ -> UUID.randomUUID()).toList();
        var bytes = bytes("at once " + UUID.randomUUID());
        var hashes = atOnce(uses, use -> keep(firm, bytes, use));

        assertThat(hashes.stream().distinct()).hasSize(1);
        assertThat(objects(firm)).hasSize(1);
        uses.subList(1, 8).forEach(use -> release(firm, hashes.getFirst(), use));
        assertThat(read(firm, hashes.getFirst(), 0)).isEqualTo(bytes);
        release(firm, hashes.getFirst(), uses.getFirst());
        assertThat(firm.asSystem(() -> vault.has(hashes.getFirst()))).isFalse();
    }

    @RepeatedTest(10)
    void keepingWhileTheLastUseIsReleasedNeverLosesTheBytes() throws Exception {
        var bytes = bytes("race " + UUID.randomUUID());
        var old = UUID.randomUUID();
        var sha256 = keep(firm, bytes, old);
        var fresh = UUID.randomUUID();

        atOnce(
                List.of(old, fresh),
                use -> {
                    if (use.equals(old)) {
                        release(firm, sha256, old);
                    } else {
                        keep(firm, bytes, fresh);
                    }
                    return sha256;
                });

        awaitObjects(firm, 1);
        assertThat(read(firm, sha256, 0)).isEqualTo(bytes);
        release(firm, sha256, fresh);
        awaitObjects(firm, 0);
    }

    @RepeatedTest(5)
    void theLastUsesReleasedAtOnceShredOnce() throws Exception {
        var uses = IntStream.range(0, 6).mapToObj(_ -> UUID.randomUUID()).toList();
        var bytes = bytes("gone " + UUID.randomUUID());
        var sha256 = uses.stream().map(use -> keep(firm, bytes, use)).toList().getFirst();

        atOnce(
                uses,
                use -> {
                    release(firm, sha256, use);
                    return sha256;
                });

        assertThat(firm.asSystem(() -> vault.has(sha256))).isFalse();
        awaitObjects(firm, 0);
    }

    private interface Work {
        String on(UUID use);
    }

    private static List<String> atOnce(List<UUID> uses, Work work) throws Exception {
        var start = new CyclicBarrier(uses.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running =
                    threads.invokeAll(
                            uses.stream()
                                    .<Callable<String>>map(use ->
                                            () -> {
                                                start.await();
                                                return work.on(use);
                                            })
                                    .toList());
            var results = new ArrayList<String>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
