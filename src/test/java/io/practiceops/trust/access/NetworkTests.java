package io.practiceops.trust.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTests {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "203.0.113.7:5523, 203.0.113.7",
        "::ffff:203.0.113.7, 203.0.113.7",
        "0:0:0:0:0:0:0:1, ::/64",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "[2001:db8:1:2::9]:443, 2001:db8:1:2::/64",
        "fe80::1%eth0, fe80::/64",
        "unknown, 0.0.0.0",
        "10.1, 0.0.0.0",
        "'', 0.0.0.0"
    })
    void aVisitorIsOneIpv4AddressOrA64(String address, String network) {
        assertThat(Network.of(address)).hasToString(network);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.0/24, 203.0.114.0, false",
        "203.0.113.77/24, 203.0.113.1, true",
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "198.51.100.128/25, 198.51.100.127, false",
        "198.51.100.128/25, 198.51.100.128, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "0.0.0.0/8, ::1, false",
        "203.0.113.0/24, nonsense, false"
    })
    void aNetworkHoldsTheAddressesThatShareItsBits(String cidr, String address, boolean holds) {
        assertThat(Network.parse(cidr).orElseThrow().containsAddress(address)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.0/24", "::1", "2001:db8::/33", "2001:db8:0:1:0:2:0:0/112"})
    void whatIsWrittenIsReadAgain(String text) {
        var network = Network.parse(text).orElseThrow();

        assertThat(Network.parse(network.toString())).contains(network);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/24",
                "example.com",
                "localhost",
                "1.2.3.4/33",
                "1.2.3.4/-1",
                "1.2.3.4/7",
                "0.0.0.0/0",
                "::/0",
                "2001:db8::/129",
                "1.2.3.400",
                "1.2.3",
                "1.2.3.4/24/25",
                "1.2.3.4 5.6.7.8",
                ":::"
            })
    void whatIsNoNetworkOrTooWideIsRefused(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }
}
