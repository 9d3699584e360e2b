package io.practiceops.foundation.outbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;

/** A mail server that answers some commands as it is told, and takes no mail. */
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket socket;
    private final Map<String, String> answers;

    /**
     * @param answers by the first word of the command; everything else is fine
     */
    ScriptedSmtp(Map<String, String> answers) throws IOException {
        this.answers = answers;
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        try {
            while (!socket.isClosed()) {
                converse(socket.accept());
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void converse(Socket client) throws IOException {
        try (client) {
            var in =
                    new java.io.BufferedReader(
                            new java.io.InputStreamReader(client.getInputStream(), US_ASCII));
            var out = client.getOutputStream();
            out.write("220 ready\r\n".getBytes(US_ASCII));
            for (var line = in.readLine();
                    line != null && !line.startsWith("QUIT");
                    line = in.readLine()) {
                var answer = answers.getOrDefault(line.split(" ")[0], "250 fine");
                out.write((answer + "\r\n").getBytes(US_ASCII));
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
