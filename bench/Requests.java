import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The GET requests of a run, all to one server, drawn at random but the same in every run. */
final class Requests {

    static final String VALUE = "{value}";

    private final InetSocketAddress server;
    private final List<byte[]> encoded;
    private final SplittableRandom random = new SplittableRandom(1);

    private Requests(InetSocketAddress server, List<byte[]> encoded) {
        this.server = server;
        this.encoded = encoded;
    }

    /** Of full addresses. {@code headers} are written {@code Name: value}. */
    static Requests of(List<String> addresses, List<String> headers) {
        if (addresses.isEmpty()) {
            throw new Program.Refused(
                    "An address is needed, such as http://localhost:8080/readyz.");
        }
        var lines = new StringBuilder();
        for (var header : headers) {
            if (!header.matches("[A-Za-z0-9-]+: ?[^\\r\\n]+")) {
                throw new Program.Refused(
                        "A header is written Name: value, not \"" + header + "\".");
            }
            lines.append(header).append("\r\n");
        }
        var first = parse(addresses.getFirst());
        var encoded = new ArrayList<byte[]>();
        for (var address : addresses) {
            var uri = parse(address);
            if (!uri.getAuthority().equals(first.getAuthority())) {
                throw new Program.Refused(
                        "One run goes to one server, not to "
                                + first.getAuthority()
                                + " and "
                                + uri.getAuthority()
                                + ".");
            }
            encoded.add(encode(uri, lines));
        }
        var server = new InetSocketAddress(Loopback.address(first.getHost()), port(first));
        return new Requests(server, encoded);
    }

    /** Addresses with {@code {value}} in them, once for each of the values. */
    static List<String> fill(List<String> templates, List<String> values) {
        if (values.isEmpty()) {
            throw new Program.Refused("There are no values to put in place of " + VALUE + ".");
        }
        return templates.stream()
                .flatMap(template ->
                        values.stream()
                                .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
                                .map(value -> template.replace(VALUE, value.replace("+", "%20"))))
                .distinct()
                .toList();
    }

    static List<String> values(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new Program.Refused("The file of values " + file + " cannot be read.");
        }
        return Files.readAllLines(file).stream().filter(value -> !value.isBlank()).toList();
    }

    InetSocketAddress server() {
        return server;
    }

    int different() {
        return encoded.size();
    }

    byte[] next() {
        return encoded.get(random.nextInt(encoded.size()));
    }

    private static URI parse(String address) {
        try {
            var uri = URI.create(address);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // refused below
        }
        throw new Program.Refused("\"" + address + "\" is no http:// address.");
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? 80 : uri.getPort();
    }

    private static byte[] encode(URI uri, CharSequence headers) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var request =
                "GET %s%s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
                        .formatted(path, query, uri.getRawAuthority(), headers);
        return request.getBytes(StandardCharsets.US_ASCII);
    }
}
