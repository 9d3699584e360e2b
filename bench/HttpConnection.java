import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A keep-alive connection that carries at most one request at a time. */
final class HttpConnection {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ResponseReader reader = new ResponseReader();
    private byte[] waiting;
    private boolean busy;
    private long due;
    private long since;

    private HttpConnection(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    static HttpConnection open(InetSocketAddress server, Selector selector) throws IOException {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var connection = new HttpConnection(channel, selector);
        if (channel.connect(server)) {
            connection.key.interestOps(SelectionKey.OP_READ);
        }
        return connection;
    }

    /** Sends now, or as soon as the connection stands. */
    void send(byte[] request, long due, long now) throws IOException {
        this.due = due;
        since = now;
        busy = true;
        reader.reset();
        if (channel.isConnected()) {
            write(request);
        } else {
            waiting = request;
        }
    }

    void finishConnect() throws IOException {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        write(waiting);
    }

    private void write(byte[] request) throws IOException {
        if (channel.write(ByteBuffer.wrap(request)) < request.length) {
            throw new IOException("a request that does not fit the socket's buffer");
        }
    }

    /** Reads what is there. True when the answer is whole. */
    boolean read(ByteBuffer buffer) throws IOException {
        while (true) {
            buffer.clear();
            var read = channel.read(buffer);
            if (read == 0) {
                return false;
            }
            if (read < 0) {
                if (busy && reader.end()) {
                    busy = false;
                    return true;
                }
                throw new IOException(busy ? "closed before the answer" : "closed while idle");
            }
            if (!busy) {
                throw new IOException("an answer to no request");
            }
            if (reader.take(buffer.flip())) {
                busy = false;
                return true;
            }
        }
    }

    void idle(long now) {
        since = now;
    }

    boolean isBusy() {
        return busy;
    }

    /** When the request under way should have been sent. */
    long due() {
        return due;
    }

    /** When it was sent or, on an idle connection, when that became idle. */
    long since() {
        return since;
    }

    ResponseReader answer() {
        return reader;
    }

    boolean isUsable() {
        return channel.isOpen() && reader.keepAlive();
    }

    void close() {
        busy = false;
        key.cancel();
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // nothing is left to close
        }
    }
}
