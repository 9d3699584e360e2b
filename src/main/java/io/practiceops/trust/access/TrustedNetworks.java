package io.practiceops.trust.access;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Networks never blocked by themselves: those of the configuration, and those added since. */
@Repository
class TrustedNetworks {

    private final JdbcClient jdbc;
    private final List<Network> configured;

    TrustedNetworks(JdbcClient jdbc, SignInSettings settings) {
        this.jdbc = jdbc;
        this.configured = settings.neverBlocked();
    }

    boolean holds(Network network) {
        return configured.stream().anyMatch(trusted -> trusted.contains(network))
                || added().stream()
                        .map(added -> Network.parse(added.network()).orElseThrow())
                        .anyMatch(trusted -> trusted.contains(network));
    }

    List<Network> configured() {
        return configured;
    }

    List<SignInProtection.Trusted> added() {
        return jdbc.sql("SELECT * FROM trusted_network ORDER BY network")
                .query((row, _) ->
                        new SignInProtection.Trusted(
                                row.getString("network"),
                                row.getString("note"),
                                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                                row.getString("added_by")))
                .list();
    }

    /** False when it is there already. */
    boolean add(Network network, String note, String by, Instant now) {
        return jdbc.sql(
                                """
                                INSERT INTO trusted_network (network, note, added_at, added_by)
                                VALUES (:network, :note, :at, :by) ON CONFLICT DO NOTHING
                                """)
                        .param("network", network.toString())
                        .param("note", note)
                        .param("at", now.atOffset(UTC))
                        .param("by", by)
                        .update()
                == 1;
    }

    boolean remove(Network network) {
        return jdbc.sql("DELETE FROM trusted_network WHERE network = :network")
                        .param("network", network.toString())
                        .update()
                == 1;
    }
}
