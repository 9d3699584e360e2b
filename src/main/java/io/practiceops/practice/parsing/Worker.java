package io.practiceops.practice.parsing;

import io.practiceops.practice.parsing.WorkerProtocol.Request;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.springframework.util.FileSystemUtils;

/**
 * The program of the process in which hostile files are parsed. Its argument is its scratch folder.
 */
final class Worker {

    /** Where its own classes come from. Everything else is the network. */
    private static final Set<String> OWN_PROTOCOLS = Set.of("file", "jar", "jrt", "nested");

    private final FileParser parser = new FileParser();
    private final OutputStream answers;

    private Worker(OutputStream answers) {
        this.answers = answers;
    }

    public static void main(String[] arguments) throws IOException {
        // What a parser prints must not get between the frames.
        var answers = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        URL.setURLStreamHandlerFactory(
                protocol -> OWN_PROTOCOLS.contains(protocol) ? null : new NoConnection());
        BundledFonts.use();
        // Its files on disk would be pieces of a client's document.
        ImageIO.setUseCache(false);
        new Worker(answers).work(Path.of(arguments[0]));
    }

    /**
     * Parses in a second thread, so that this one, waiting for the next request, sees at once when
     * the server is gone.
     */
    private void work(Path scratch) throws IOException {
        var requests = new BufferedInputStream(System.in);
        var thread = Executors.newSingleThreadExecutor();
        for (var request = WorkerProtocol.receiveRequest(requests);
                request != null;
                request = WorkerProtocol.receiveRequest(requests)) {
            var next = request;
            thread.execute(() -> answer(next));
        }
        try {
            FileSystemUtils.deleteRecursively(scratch);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private void answer(Request request) {
        try {
            WorkerProtocol.send(parser.answer(request), answers);
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static final class NoConnection extends URLStreamHandler {

        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            throw new IOException("A worker opens no connection: " + url);
        }
    }
}
