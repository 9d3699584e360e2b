import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** A client taken on: one business row, and what of a trail there is beside it. */
final class WriteTransaction {

    enum Way {
        NO_AUDIT("no audit"),
        PLAIN("a plain audit row"),
        UNSEALED("the trail's rows, not handed to the sealer"),
        SEALED("the sealed trail");

        final String words;

        Way(String words) {
            this.words = words;
        }
    }

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String ACTOR = "Jonah Mercer";

    private final Connection connection;
    private final Way way;
    private final List<UUID> firms;
    private final SplittableRandom random;
    private final SecureRandom salts = new SecureRandom();
    private final MessageDigest sha256;

    WriteTransaction(Connection connection, Way way, List<UUID> firms, int seed)
            throws NoSuchAlgorithmException {
        this.connection = connection;
        this.way = way;
        this.firms = firms;
        this.random = new SplittableRandom(seed);
        this.sha256 = MessageDigest.getInstance("SHA-256");
    }

    void run() throws SQLException {
        var firm = firms.get(random.nextInt(firms.size()));
        var now = Instant.now();
        var client = Fill.timeOrdered(now, random);
        nameFirm(firm);
        try (var insert = connection.prepareStatement(INSERT_CLIENT)) {
            insert.setObject(1, client);
            insert.setObject(2, firm);
            insert.setString(3, "Client " + client);
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        switch (way) {
            case NO_AUDIT -> {}
            case PLAIN -> plain(firm, client, now);
            case UNSEALED -> trail(firm, client, now, false);
            case SEALED -> trail(firm, client, now, true);
        }
        connection.commit();
    }

    private void nameFirm(UUID firm) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "SELECT set_config(?, ?, true), set_config('practiceops.user', 'all', true)")) {
            statement.setString(1, "practiceops.firm");
            statement.setString(2, firm.toString());
            statement.execute();
        }
    }

    /** What a trail without proofs keeps: the same row, with the names in it. */
    private void plain(UUID firm, UUID client, Instant now) throws SQLException {
        var id = Fill.timeOrdered(now, random);
        var canonical = canonical(id, firm, client, now, ACTOR, "Client " + client);
        try (var insert = connection.prepareStatement(INSERT_PLAIN)) {
            event(insert, id, firm, client, now, canonical, new byte[32]);
            insert.executeUpdate();
        }
    }

    private void trail(UUID firm, UUID client, Instant now, boolean sealed) throws SQLException {
        var id = Fill.timeOrdered(now, random);
        var salt = new byte[][] {salt(), salt()};
        var values = new String[] {ACTOR, "Client " + client};
        var canonical =
                canonical(
                        id,
                        firm,
                        client,
                        now,
                        commitment(salt[0], values[0]),
                        commitment(salt[1], values[1]));
        sha256.update((byte) 0);
        var leaf = sha256.digest(canonical.getBytes(StandardCharsets.UTF_8));
        try (var insert = connection.prepareStatement(sealed ? INSERT_SEALED : INSERT_UNSEALED)) {
            var next = event(insert, id, firm, client, now, canonical, leaf);
            if (sealed) {
                insert.setObject(next++, id);
                insert.setObject(next++, now.atOffset(ZoneOffset.UTC));
                insert.setObject(next++, firm);
                insert.setBytes(next++, leaf);
            }
            insert.setObject(next++, id);
            insert.setObject(next++, firm);
            insert.setArray(
                    next++,
                    connection.createArrayOf("text", new String[] {"actor.name", "object.name"}));
            insert.setArray(next++, connection.createArrayOf("bytea", salt));
            insert.setArray(next, connection.createArrayOf("text", values));
            insert.executeUpdate();
        }
    }

    private int event(
            PreparedStatement insert,
            UUID id,
            UUID firm,
            UUID client,
            Instant now,
            String canonical,
            byte[] leaf)
            throws SQLException {
        var next = 1;
        insert.setObject(next++, id);
        insert.setObject(next++, now.atOffset(ZoneOffset.UTC));
        insert.setObject(next++, firm);
        insert.setObject(next++, firms.getFirst());
        insert.setString(next++, client.toString());
        insert.setString(next++, id.toString());
        insert.setString(next++, canonical);
        insert.setBytes(next++, leaf);
        return next;
    }

    private byte[] salt() {
        var salt = new byte[32];
        salts.nextBytes(salt);
        return salt;
    }

    private String commitment(byte[] salt, String value) {
        sha256.update(salt);
        return HexFormat.of().formatHex(sha256.digest(value.getBytes(StandardCharsets.UTF_8)));
    }

    private String canonical(
            UUID id, UUID firm, UUID client, Instant now, String actorName, String objectName) {
        return CANONICAL.formatted(
                firms.getFirst(),
                id,
                MICROS.format(now),
                id,
                firm,
                client,
                actorName,
                objectName,
                id);
    }

    // All that is known here of the application's tables and statements.

    private static final String CANONICAL =
            """
            {"action":"client.taken-on","actor":{"id":"%s","kind":"USER","via":"%s"},"at":"%s",\
            "details":{"kind":"INDIVIDUAL"},"id":"%s","firm":"%s","object":{"id":"%s","type":"client"},\
            "outcome":"DONE","personal":{"actor.name":"%s","object.name":"%s"},"request":"%s","v":1}\
            """;

    private static final String INSERT_CLIENT =
            "INSERT INTO client (id, firm_id, kind, name, created_at) VALUES (?, ?, 'INDIVIDUAL', ?, ?)";

    private static final String EVENT_COLUMNS =
            """
            (id, occurred_at, firm_id, actor_kind, actor_id, action, object_type, object_id, outcome, request_id,
             canonical, leaf_hash)
            VALUES (?, ?, ?, 'USER', ?, 'client.taken-on', 'client', ?, 'DONE', ?, ?, ?)
            """;

    private static final String INSERT_PLAIN =
            "INSERT INTO %s.audit_event %s".formatted(PlainCopy.SCHEMA, EVENT_COLUMNS);

    private static final String PERSONAL =
            """
            INSERT INTO audit_personal (event_id, firm_id, field, salt, value)
            SELECT ?, ?, field, salt, value
              FROM unnest(?::text[], ?::bytea[], ?::text[]) AS p (field, salt, value)
            """;

    private static final String INSERT_UNSEALED =
            "WITH event AS (INSERT INTO audit_event %s) %s".formatted(EVENT_COLUMNS, PERSONAL);

    private static final String INSERT_SEALED =
            """
            WITH event AS (
              INSERT INTO audit_event %s
            ), inbox AS (
              INSERT INTO audit_inbox (event_id, occurred_at, firm_id, leaf_hash) VALUES (?, ?, ?, ?)
            )
            %s
            """
                    .formatted(EVENT_COLUMNS, PERSONAL);
}
