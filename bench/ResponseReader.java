import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads HTTP/1.1 answers to GET, byte by byte as they arrive, and keeps only what a load generator
 * needs to know. Makes no garbage.
 */
final class ResponseReader {

    private enum Part {
        STATUS,
        HEADER,
        BODY,
        BODY_TO_END,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        DONE
    }

    private static final int LONGEST_LINE = 16_384;

    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private Part part = Part.STATUS;
    private int status;
    private boolean keepAlive;
    private boolean chunked;
    private long bodyLength;
    private long remaining;
    private long bytes;

    void reset() {
        part = Part.STATUS;
        length = 0;
        bytes = 0;
    }

    int status() {
        return status;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    /** Bytes of this answer, head included. */
    long bytes() {
        return bytes;
    }

    /** Takes what has arrived. True when the answer is whole; what follows it is not an answer. */
    boolean take(ByteBuffer arrived) throws IOException {
        bytes += arrived.remaining();
        while (arrived.hasRemaining() && part != Part.DONE) {
            switch (part) {
                case BODY, CHUNK -> skip(arrived);
                case BODY_TO_END -> arrived.position(arrived.limit());
                case STATUS, HEADER, CHUNK_SIZE, CHUNK_END, TRAILER -> readLine(arrived);
                case DONE -> throw new AssertionError("left by the loop");
            }
        }
        if (arrived.hasRemaining()) {
            throw new IOException("more than one answer to one request");
        }
        return part == Part.DONE;
    }

    /** The other side has closed. True when that was how the answer was to end. */
    boolean end() {
        return part == Part.BODY_TO_END;
    }

    private void skip(ByteBuffer arrived) {
        var taken = (int) Math.min(remaining, arrived.remaining());
        arrived.position(arrived.position() + taken);
        remaining -= taken;
        if (remaining == 0) {
            part = part == Part.BODY ? Part.DONE : Part.CHUNK_END;
        }
    }

    private void readLine(ByteBuffer arrived) throws IOException {
        while (arrived.hasRemaining()) {
            var next = arrived.get();
            if (next == '\n') {
                if (length > 0 && line[length - 1] == '\r') {
                    length--;
                }
                endOfLine();
                length = 0;
                return;
            }
            if (length == LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
            line[length++] = next;
        }
    }

    private void endOfLine() throws IOException {
        switch (part) {
            case STATUS -> readStatus();
            case HEADER -> readHeader();
            case CHUNK_SIZE -> readChunkSize();
            case CHUNK_END -> part = Part.CHUNK_SIZE;
            case TRAILER -> part = length == 0 ? Part.DONE : Part.TRAILER;
            case BODY, BODY_TO_END, CHUNK, DONE -> throw new AssertionError("has no lines");
        }
    }

    private void readStatus() throws IOException {
        if (length < 12 || !starts("http/1.")) {
            throw new IOException("not an HTTP/1.1 answer");
        }
        status = (int) digits(9, 12, 10);
        keepAlive = line[7] == '1';
        chunked = false;
        bodyLength = -1;
        part = Part.HEADER;
    }

    private void readHeader() throws IOException {
        if (length == 0) {
            endOfHead();
        } else if (starts("content-length:")) {
            bodyLength = digits(15, length, 10);
        } else if (starts("transfer-encoding:")) {
            chunked = ends("chunked");
        } else if (starts("connection:") && ends("close")) {
            keepAlive = false;
        }
    }

    private void endOfHead() {
        if (status < 200) {
            part = Part.STATUS;
        } else if (status == 204 || status == 304) {
            part = Part.DONE;
        } else if (chunked) {
            part = Part.CHUNK_SIZE;
        } else if (bodyLength < 0) {
            keepAlive = false;
            part = Part.BODY_TO_END;
        } else {
            remaining = bodyLength;
            part = remaining == 0 ? Part.DONE : Part.BODY;
        }
    }

    private void readChunkSize() throws IOException {
        var end = 0;
        while (end < length && line[end] != ';') {
            end++;
        }
        remaining = digits(0, end, 16);
        part = remaining == 0 ? Part.TRAILER : Part.CHUNK;
    }

    private long digits(int from, int to, int radix) throws IOException {
        var number = -1L;
        for (var i = from; i < to; i++) {
            var digit = Character.digit(line[i], radix);
            if (digit >= 0) {
                number = Math.max(0, number) * radix + digit;
            } else if (line[i] != ' ' && line[i] != '\t') {
                throw new IOException("a number with the byte " + line[i] + " in it");
            }
        }
        if (number < 0) {
            throw new IOException("a number without digits");
        }
        return number;
    }

    private boolean starts(String word) {
        return holds(word, 0);
    }

    private boolean ends(String word) {
        return holds(word, length - word.length());
    }

    private boolean holds(String word, int at) {
        if (at < 0 || length < at + word.length()) {
            return false;
        }
        for (var i = 0; i < word.length(); i++) {
            if (Character.toLowerCase(line[at + i]) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
