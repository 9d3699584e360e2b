import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What documents go through, from outside: uploaded and looked for over HTTP. */
final class Inflow {

    private static final Pattern ID = Pattern.compile("\"id\" *: *\"([0-9a-f-]{36})\"");
    private static final int LOOK_MILLIS = 25;
    private static final int LOOK_AT_QUEUE_MILLIS = 500;

    private final String address;
    private final String key;
    private final Connection owner;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String client;

    Inflow(Application application, String key, Connection owner)
            throws IOException, InterruptedException {
        this.address = application.address();
        this.key = key;
        this.owner = owner;
        this.client = id(get(CLIENTS));
    }

    /** The id of the document, once it is acknowledged. */
    String upload(byte[] pdf, String name) throws IOException, InterruptedException {
        var head =
                """
                --b
                Content-Disposition: form-data; name="client"

                %s
                --b
                Content-Disposition: form-data; name="file"; filename="%s"

                """
                        .formatted(client, name)
                        .replace("\n", "\r\n");
        var body =
                BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofByteArray(pdf),
                        BodyPublishers.ofString("\r\n--b--\r\n"));
        var request =
                request(DOCUMENTS)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(body)
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new Program.Refused(
                    "An upload was answered %d: %s".formatted(answer.statusCode(), answer.body()));
        }
        return id(answer.body());
    }

    /** Asks the search until it finds that document by that word. */
    void awaitFound(String word, String document, long longestSeconds)
            throws IOException, InterruptedException {
        var end = System.nanoTime() + longestSeconds * 1_000_000_000L;
        while (!get(SEARCH + word).contains(document)) {
            if (System.nanoTime() > end) {
                throw new Program.Refused(
                        "%s was not found by %s within %d s."
                                .formatted(document, word, longestSeconds));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Until the pipeline has nothing left to do. */
    void awaitQuiet() throws SQLException, InterruptedException {
        while (number(UNDER_WAY) > 0) {
            Thread.sleep(LOOK_AT_QUEUE_MILLIS);
        }
    }

    /** From the first that was begun since then to the last that was over, in seconds. */
    double secondsFromFirstToLast(Instant since) throws SQLException {
        return number(SECONDS, since);
    }

    /** How many since then did not get through as they should. */
    long lost(Instant since) throws SQLException {
        return (long) number(LOST, since);
    }

    /** One stage of those since then: milliseconds of work. */
    record Stage(String name, int number, double p50, double p95, double sum) {}

    List<Stage> stages(Instant since) throws SQLException {
        var stages = new ArrayList<Stage>();
        try (var statement = owner.prepareStatement(STAGES)) {
            statement.setTimestamp(1, Timestamp.from(since));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    stages.add(stage(rows));
                }
            }
        }
        return stages;
    }

    private static Stage stage(ResultSet row) throws SQLException {
        return new Stage(
                row.getString(1),
                row.getInt(2),
                row.getDouble(3),
                row.getDouble(4),
                row.getDouble(5));
    }

    private double number(String sql, Instant... since) throws SQLException {
        try (var statement = owner.prepareStatement(sql)) {
            for (var i = 0; i < since.length; i++) {
                statement.setTimestamp(i + 1, Timestamp.from(since[i]));
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getDouble(1);
            }
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(path).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new Program.Refused(
                    "%s answers %d: %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + key);
    }

    private static String id(String json) {
        var found = ID.matcher(json);
        if (!found.find()) {
            throw new Program.Refused("No id in the answer: " + json);
        }
        return found.group(1);
    }

    // All that is known here of the application's API and tables.

    private static final String CLIENTS = "/api/v1/clients?limit=1";
    private static final String DOCUMENTS = "/api/v1/documents";
    private static final String SEARCH = "/api/v1/documents?limit=5&q=";

    private static final String UNDER_WAY =
            "SELECT count(*) FROM processing_run WHERE state IN ('WAITING', 'RUNNING')";

    private static final String LOST =
            """
            SELECT count(*) FROM processing_run
             WHERE started_at >= ?
               AND (state <> 'DONE' OR scan IS DISTINCT FROM 'CLEAN' OR reading IS DISTINCT FROM 'SEARCHABLE')
            """;

    private static final String SECONDS =
            """
            SELECT extract(epoch FROM max(ended_at) - min(started_at))
              FROM processing_run WHERE started_at >= ?
            """;

    private static final String STAGES =
            """
            SELECT s.stage, count(*),
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY s.millis),
                   percentile_cont(0.95) WITHIN GROUP (ORDER BY s.millis), sum(s.millis)
              FROM processing_run r
              JOIN processing_stage s USING (firm_id, document_id, number)
             WHERE r.started_at >= ?
             GROUP BY s.stage
             ORDER BY array_position(ARRAY['TYPE', 'MALWARE', 'TEXT', 'OCR', 'CLASSIFY', 'INDEX'], s.stage)
            """;
}
