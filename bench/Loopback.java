import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * These programs load and fill what they are pointed at, so they are pointed at this machine only.
 */
final class Loopback {

    private Loopback() {}

    static InetAddress address(String host) {
        try {
            var address = InetAddress.getByName(host);
            if (address.isLoopbackAddress()) {
                return address;
            }
        } catch (UnknownHostException unknown) {
            // refused like a stranger
        }
        throw new Program.Refused(
                host + " is not this machine. Only loopback addresses are served.");
    }
}
