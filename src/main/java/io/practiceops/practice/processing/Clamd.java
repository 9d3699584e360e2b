package io.practiceops.practice.processing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Talks to clamd, ClamAV's daemon, in the protocol of its manual page clamd(8). One connection for
 * each question; safe for any number of threads.
 */
final class Clamd implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 4 * 1024;
    private static final String SIZE_LIMIT = "size limit exceeded";

    private final ClamdAddress address;
    private final Duration step;
    private final Duration verdict;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * @param step how long a connection, a chunk or an answer may take
     * @param verdict how long clamd may think about a file once it has all of it
     */
    Clamd(ClamdAddress address, Duration step, Duration verdict) {
        this.address = address;
        this.step = step;
        this.verdict = verdict;
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("clamd-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    ClamdAddress address() {
        return address;
    }

    /**
     * @throws ScannerDown if it does not answer as it should
     */
    void ping() {
        var answer = ask("PING");
        if (!answer.equals("PONG")) {
            throw new ScannerDown(
                    "What listens at %s is no clamd: it answered PING with \"%s\"."
                            .formatted(address, answer));
        }
    }

    /**
     * @throws ScannerDown if it does not answer
     */
    Signatures signatures() {
        return Signatures.parse(ask("VERSION"));
    }

    private String ask(String command) {
        try (var line = open()) {
            line.send(command(command));
            return line.answer(step);
        } catch (IOException e) {
            throw down(e);
        }
    }

    /**
     * Has the content looked at. When that fails, a ping tells whether it is the file's fault.
     *
     * @throws ScannerDown if it answers nothing at all
     * @throws IOException if the content could not be read
     */
    Verdict scan(InputStream content) throws IOException {
        try (var line = open()) {
            try {
                line.send(command("INSTREAM"));
                sendAll(content, line);
                return verdict(line.answer(verdict));
            } catch (LineBroken e) {
                // A size limit is told before it hangs up, often amid our next chunk.
                return verdict(line.lastWords(e));
            }
        } catch (LineBroken e) {
            return noAnswer(String.valueOf(down(e).getMessage()));
        }
    }

    private Verdict noAnswer(String why) {
        ping();
        return new Verdict.NoAnswer(why);
    }

    private static void sendAll(InputStream content, Line line) throws IOException {
        var bytes = new byte[CHUNK];
        for (var read = content.readNBytes(bytes, 0, CHUNK);
                read > 0;
                read = content.readNBytes(bytes, 0, CHUNK)) {
            line.send(chunk(bytes, read));
        }
        line.send(ByteBuffer.allocate(Integer.BYTES));
    }

    private static ByteBuffer chunk(byte[] bytes, int length) {
        return ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(length)
                .put(bytes, 0, length)
                .flip();
    }

    private Verdict verdict(String answer) {
        if (answer.equals("stream: OK")) {
            return new Verdict.Clean();
        }
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
            return new Verdict.Infected(
                    answer.substring("stream: ".length(), answer.length() - " FOUND".length()));
        }
        if (answer.contains(SIZE_LIMIT)) {
            return new Verdict.TooBig();
        }
        return noAnswer("clamd at %s answered \"%s\".".formatted(address, answer));
    }

    private static ByteBuffer command(String name) {
        return ByteBuffer.wrap(("z" + name + "\0").getBytes(UTF_8));
    }

    private ScannerDown down(IOException e) {
        return new ScannerDown(
                "clamd at %s does not answer: %s."
                        .formatted(
                                address,
                                e.getMessage() == null
                                        ? e.getClass().getSimpleName()
                                        : e.getMessage()),
                e);
    }

    private Line open() {
        try {
            return new Line();
        } catch (IOException e) {
            throw down(e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** The connection failed, as opposed to the content it carries. */
    private static final class LineBroken extends IOException {
        LineBroken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    /** One connection. A step that takes too long finds it closed. */
    private final class Line implements AutoCloseable {

        private final SocketChannel channel;

        Line() throws IOException {
            var socket = address.socket();
            channel = SocketChannel.open(ClamdAddress.family(socket));
            try {
                within(step, () -> channel.connect(socket));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        void send(ByteBuffer bytes) throws LineBroken {
            within(
                    step,
                    () -> {
                        while (bytes.hasRemaining()) {
                            channel.write(bytes);
                        }
                        return bytes;
                    });
        }

        String answer(Duration limit) throws LineBroken {
            return within(limit, this::read);
        }

        /** What it had said before it hung up on us; the break itself if that is nothing. */
        String lastWords(LineBroken broken) throws LineBroken {
            try {
                var words = answer(step);
                if (words.isEmpty()) {
                    throw broken;
                }
                return words;
            } catch (LineBroken silent) {
                throw broken;
            }
        }

        private String read() throws IOException {
            var answer = new ByteArrayOutputStream();
            var buffer = ByteBuffer.allocate(LONGEST_ANSWER);
            while (answer.size() < LONGEST_ANSWER && channel.read(buffer.clear()) >= 0) {
                answer.write(buffer.array(), 0, buffer.position());
                if (buffer.position() > 0 && buffer.array()[buffer.position() - 1] == 0) {
                    break;
                }
            }
            return answer.toString(UTF_8).replace("\0", "").strip();
        }

        private <T> T within(Duration limit, Step<T> step) throws LineBroken {
            var alarm = timer.schedule(this::hangUp, limit.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return step.take();
            } catch (IOException e) {
                var message =
                        channel.isOpen()
                                ? e.getMessage()
                                : "it took over " + limit.toSeconds() + " s";
                throw new LineBroken(message == null ? e.getClass().getSimpleName() : message, e);
            } finally {
                alarm.cancel(false);
            }
        }

        private void hangUp() {
            try {
                channel.close();
            } catch (IOException alreadyGone) {
                // then nobody waits on it either
            }
        }

        @Override
        public void close() {
            hangUp();
        }
    }
}
