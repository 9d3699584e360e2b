package io.practiceops.practice.clients;

import static java.time.ZoneOffset.UTC;

import io.practiceops.foundation.kernel.Acting;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of teams. */
@Repository
class TeamStore {

    private final JdbcClient jdbc;

    TeamStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Team.Member> members(UUID client) {
        return jdbc.sql(
                        """
                        SELECT m.user_id, p.name, m.part, m.since
                          FROM client_member m JOIN people_of_firm() p ON p.id = m.user_id
                         WHERE m.firm_id = :firm AND m.client_id = :client
                         ORDER BY m.part <> 'RESPONSIBLE', lower(p.name), p.id
                        """)
                .param("firm", Acting.firm())
                .param("client", client)
                .query((row, _) ->
                        new Team.Member(
                                row.getObject("user_id", UUID.class),
                                row.getString("name"),
                                Team.Part.valueOf(row.getString("part")),
                                row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    void put(UUID client, UUID user, Team.Part part, Instant since) {
        jdbc.sql(
                        """
                        INSERT INTO client_member (firm_id, client_id, user_id, part, since)
                        VALUES (:firm, :client, :user, :part, :since)
                        ON CONFLICT (client_id, user_id, firm_id) DO UPDATE SET part = excluded.part
                        """)
                .param("firm", Acting.firm())
                .param("client", client)
                .param("user", user)
                .param("part", part.name())
                .param("since", since.atOffset(UTC))
                .update();
    }

    void remove(UUID client, UUID user) {
        jdbc.sql(
                        "DELETE FROM client_member WHERE firm_id = :firm AND client_id = :client AND user_id = :user")
                .param("firm", Acting.firm())
                .param("client", client)
                .param("user", user)
                .update();
    }

    void open(UUID client, Client.Access access) {
        jdbc.sql("UPDATE client SET access = :access WHERE firm_id = :firm AND id = :client")
                .param("access", access.name())
                .param("firm", Acting.firm())
                .param("client", client)
                .update();
    }
}
