package io.practiceops.practice.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClamdTests {

    @Test
    void theTestFileIsFoundAndOthersAreNot() throws IOException {
        try (var server = TestClamd.start();
                var clamd = server.client()) {
            assertThat(clamd.scan(bytes(TestClamd.EICAR)))
                    .isEqualTo(new Verdict.Infected(TestClamd.SIGNATURE + ".UNOFFICIAL"));
            assertThat(clamd.scan(bytes("a letter".getBytes(UTF_8))))
                    .isEqualTo(new Verdict.Clean());
            assertThat(clamd.scan(InputStream.nullInputStream())).isEqualTo(new Verdict.Clean());
            assertThat(clamd.signatures().engine()).startsWith("ClamAV ");
        }
    }

    @Test
    void aFileBeyondTheLimitOfTheScannerIsSaidToBeTooBig() throws IOException {
        try (var server = TestClamd.start("StreamMaxLength 1M");
                var clamd = server.client()) {
            var large = new byte[8 * 1024 * 1024];
            new Random(1).nextBytes(large);
            for (var i = 0; i < 20; i++) {
                assertThat(clamd.scan(bytes(large))).isEqualTo(new Verdict.TooBig());
            }
        }
    }

    @Test
    void itsSocketIsAsGoodAsAPort(@TempDir Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        var socket = folder.resolve("clamd.ctl");
        try (var _ = TestClamd.start("LocalSocket " + socket);
                var clamd =
                        new Clamd(
                                ClamdAddress.parse(socket.toString()),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60))) {
            assertThat(clamd.scan(bytes(TestClamd.EICAR))).isInstanceOf(Verdict.Infected.class);
        }
    }

    @Test
    void oneThatIsGoneIsSaidToBeDown() throws IOException {
        try (var server = TestClamd.start();
                var clamd = server.client()) {
            server.stop();
            assertThatThrownBy(() -> clamd.scan(bytes(TestClamd.EICAR)))
                    .isInstanceOf(ScannerDown.class)
                    .hasMessageContaining(server.address());
            server.startAgain();
            assertThat(clamd.scan(bytes(TestClamd.EICAR))).isInstanceOf(Verdict.Infected.class);
        }
    }

    @Test
    void oneThatNeverAnswersIsNotWaitedForWithoutEnd() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var clamd =
                        new Clamd(
                                new ClamdAddress.Tcp("127.0.0.1", silent.getLocalPort()),
                                Duration.ofMillis(50),
                                Duration.ofMillis(50))) {
            assertThatThrownBy(clamd::ping).isInstanceOf(ScannerDown.class);
            assertThatThrownBy(() -> clamd.scan(bytes(TestClamd.EICAR)))
                    .isInstanceOf(ScannerDown.class);
        }
    }

    /** What clamd says when a file is too much for its memory; it answers others. */
    @Test
    void oneThatFailsOnAFileAndAnswersAPingIsNotDown() throws IOException {
        try (var server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
                var clamd =
                        new Clamd(
                                new ClamdAddress.Tcp("127.0.0.1", server.getLocalPort()),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(10))) {
            Thread.ofVirtual().start(() -> failOnFiles(server));

            assertThat(clamd.scan(bytes("a letter".getBytes(UTF_8))))
                    .isInstanceOfSatisfying(
                            Verdict.NoAnswer.class,
                            verdict -> assertThat(verdict.why()).contains("allocate memory"));
        }
    }

    private static void failOnFiles(ServerSocket server) {
        while (true) {
            try (var caller = server.accept()) {
                var in = new DataInputStream(caller.getInputStream());
                var command = new StringBuilder();
                for (var letter = in.read(); letter > 0; letter = in.read()) {
                    command.append((char) letter);
                }
                var isPing = command.toString().equals("zPING");
                for (var size = isPing ? 0 : in.readInt(); size > 0; size = in.readInt()) {
                    in.skipNBytes(size);
                }
                var answer = isPing ? "PONG\0" : "stream: Can't allocate memory ERROR\0";
                caller.getOutputStream().write(answer.getBytes(UTF_8));
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void aContentThatCannotBeReadIsNotTheScannersFault() throws IOException {
        try (var server = TestClamd.start();
                var clamd = server.client()) {
            var broken =
                    new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("the disk is gone");
                        }
                    };
            assertThatThrownBy(() -> clamd.scan(broken))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the disk is gone");
        }
    }

    @Test
    void theAgeOfSignaturesIsRead() {
        assertThat(Signatures.parse("ClamAV 1.4.6/27500/Mon Nov  2 09:31:07 2026"))
                .isEqualTo(
                        new Signatures(
                                "ClamAV 1.4.6", "27500", Instant.parse("2026-11-02T09:31:07Z")));
        assertThat(Signatures.parse("ClamAV 1.4.6"))
                .isEqualTo(new Signatures("ClamAV 1.4.6", null, null));
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithTheMend() {
        assertThat(ClamdAddress.parse("[::1]:3310")).isEqualTo(new ClamdAddress.Tcp("::1", 3310));
        assertThat(ClamdAddress.parse("/run/clamav/clamd.ctl"))
                .isEqualTo(new ClamdAddress.Unix("/run/clamav/clamd.ctl"));
        for (var wrong : new String[] {"localhost", "localhost:0", "localhost:99999", ""}) {
            assertThatThrownBy(() -> ClamdAddress.parse(wrong))
                    .hasMessageContaining("127.0.0.1:3310");
        }
    }

    private static InputStream bytes(byte[] content) {
        return new ByteArrayInputStream(content);
    }
}
