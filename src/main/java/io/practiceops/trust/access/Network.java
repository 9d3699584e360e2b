package io.practiceops.trust.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of addresses as CIDR writes it. What one stranger is taken for is one IPv4 address, and
 * in IPv6, where a customer gets 2^64 of them, the /64.
 *
 * @param bits how many leading bits of the base count; the others are zero
 */
public record Network(InetAddress base, int bits) {

    private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern ZEROS = Pattern.compile("(^|:)(0(:|$)){2,}");
    private static final int CUSTOMER_BITS = 64;

    /** Wider than this nobody means. */
    private static final int WIDEST_V4 = 8;

    private static final int WIDEST_V6 = 16;

    /**
     * Where somebody comes from. A proxy may have written a port or nonsense: what is no address
     * shares one network, so that inventing nonsense gains nothing.
     */
    public static Network of(@Nullable String address) {
        var found = parseAddress(withoutPort(address == null ? "" : address.strip()));
        if (found == null) {
            return new Network(InetAddress.ofLiteral("0.0.0.0"), 32);
        }
        var bits = found.getAddress().length == 4 ? 32 : CUSTOMER_BITS;
        return new Network(masked(found, bits), bits);
    }

    /** Reads 203.0.113.0/24, 2001:db8::/32 or a single address; empty for anything else. */
    static Optional<Network> parse(String text) {
        var slash = text.indexOf('/');
        var address = parseAddress(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return Optional.empty();
        }
        var most = address.getAddress().length * 8;
        var least = most == 32 ? WIDEST_V4 : WIDEST_V6;
        var length = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        if (!length.matches("\\d{1,3}")
                || Integer.parseInt(length) < least
                || Integer.parseInt(length) > most) {
            return Optional.empty();
        }
        var bits = Integer.parseInt(length);
        return Optional.of(new Network(masked(address, bits), bits));
    }

    /** Whether the whole of the other lies within this one. */
    boolean contains(Network other) {
        return base.getAddress().length == other.base.getAddress().length
                && bits <= other.bits
                && base.equals(masked(other.base, bits));
    }

    boolean containsAddress(@Nullable String address) {
        var found = parseAddress(withoutPort(address == null ? "" : address.strip()));
        return found != null
                && found.getAddress().length == base.getAddress().length
                && base.equals(masked(found, bits));
    }

    @Override
    public String toString() {
        var whole = base.getAddress().length * 8;
        var text = ZEROS.matcher(base.getHostAddress()).replaceFirst("::");
        return bits == whole ? text : text + "/" + bits;
    }

    private static @Nullable InetAddress parseAddress(String text) {
        var scope = text.indexOf('%');
        var bare = scope < 0 ? text : text.substring(0, scope);
        if (!DOTTED.matcher(bare).matches() && !COLONS.matcher(bare).matches()) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(bare);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[") && text.indexOf(']') > 0) {
            return text.substring(1, text.indexOf(']'));
        }
        var colon = text.indexOf(':');
        return colon > 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }

    private static InetAddress masked(InetAddress address, int bits) {
        var bytes = address.getAddress();
        for (var i = 0; i < bytes.length; i++) {
            var kept = Math.clamp(bits - i * 8L, 0, 8);
            bytes[i] &= (byte) (0xFF << (8 - kept));
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("The length of an address does not change", e);
        }
    }
}
