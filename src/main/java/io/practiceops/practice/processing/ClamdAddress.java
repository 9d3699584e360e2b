package io.practiceops.practice.processing;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;

/** Where clamd listens, as an operator writes it. */
sealed interface ClamdAddress {

    record Tcp(String host, int port) implements ClamdAddress {

        @Override
        public SocketAddress socket() throws UnknownHostException {
            var address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException("there is no machine named " + host);
            }
            return address;
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    record Unix(String path) implements ClamdAddress {

        @Override
        public SocketAddress socket() {
            return UnixDomainSocketAddress.of(path);
        }

        @Override
        public String toString() {
            return path;
        }
    }

    /** Looked up anew for each conversation: a name may have moved. */
    SocketAddress socket() throws UnknownHostException;

    static ProtocolFamily family(SocketAddress socket) {
        if (socket instanceof InetSocketAddress internet) {
            return internet.getAddress() instanceof Inet6Address
                    ? StandardProtocolFamily.INET6
                    : StandardProtocolFamily.INET;
        }
        return StandardProtocolFamily.UNIX;
    }

    /**
     * An address as it stands in the settings.
     *
     * @throws IllegalArgumentException with the mend, for what is neither
     */
    static ClamdAddress parse(String text) {
        var address = text.strip();
        if (address.startsWith("/")) {
            return new Unix(address);
        }
        var colon = address.lastIndexOf(':');
        if (colon > 0 && address.substring(colon + 1).matches("\\d{1,5}")) {
            var port = Integer.parseInt(address.substring(colon + 1));
            if (port >= 1 && port <= 65_535) {
                var host = address.substring(0, colon);
                return new Tcp(
                        host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
            }
        }
        throw new IllegalArgumentException(
                "practiceops.malware.clamd is \"%s\". Write host:port, such as 127.0.0.1:3310, or the path of its socket, such as /run/clamav/clamd.ctl."
                        .formatted(text));
    }
}
