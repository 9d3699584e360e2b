import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How fast the application answers at a constant rate, and how much it answers beside a plain peer.
 */
final class Http {

    private static final String USAGE =
            """
            Usage: bench/run http [OPTIONS]

            Starts an installation of its own, fills it with clients and documents, and measures pages
            of clients, document searches and single clients. With --home and --at it measures one
            that runs and is filled already.

              --home DIR        its data folder
              --at URL          its address, such as http://localhost:8080
              --seconds S       of each constant rate (60)
              --warm-up S       before that (30)
              --clients N       rows of an installation of its own (100000)
              --documents N     (20000)
              --rounds N        turns of the closed loop (5), 10 s each for both
              --connections N   of the closed loop (32)
              --dry             do not write docs/figures.md
              --help            this text

            Exits with 1 when a goal was missed or an answer was an error.
            """;

    private static final double CLIENTS_PER_SECOND = 1_000;
    private static final double SEARCHES_PER_SECOND = 200;
    private static final double CLIENTS_P99_MILLIS = 20;
    private static final double SEARCH_P99_MILLIS = 100;
    private static final double GOAL_OF_PEER = 0.6;
    private static final int PAGES = 500;
    private static final int SEARCHES = 2_000;

    private final Program program;
    private final String address;
    private final Database database;
    private final String authorization;
    private final HttpClient http = HttpClient.newHttpClient();
    private boolean clean = true;

    private Http(Program program, String address, Database database, String key) {
        this.program = program;
        this.address = address;
        this.database = database;
        this.authorization = "Authorization: Bearer " + key;
    }

    static void main(String[] arguments) throws Exception {
        Program.run(USAGE, arguments, Http::run);
    }

    private static int run(Program program) throws Exception {
        program.refuseWords();
        if (program.has("--home") || program.has("--at")) {
            var home = Path.of(program.needed("--home"));
            var key = Application.apiKey(home, Application.DEMO_USER);
            return new Http(program, program.needed("--at"), Database.ofHome(home), key).measure();
        }
        try (var application = Application.start(Application.DEMO)) {
            var database = application.database();
            try (var owner = database.asOwner()) {
                Fill.into(
                        owner,
                        Fill.firstFirm(owner),
                        program.whole("--clients", Fill.CLIENTS),
                        program.whole("--documents", Fill.DOCUMENTS));
            }
            var key = Application.apiKey(application.home(), Application.DEMO_USER);
            return new Http(program, application.address(), database, key).measure();
        }
    }

    private int measure() throws Exception {
        try (var owner = database.asOwner();
                var _ = PlainCopy.of("client", database.app().user(), owner)) {
            var version = database.version();
            var figures = new Figures("HTTP", "bench/run http", version);
            constantRate(
                    figures,
                    "a page of 50 clients",
                    clientPages(),
                    CLIENTS_PER_SECOND,
                    CLIENTS_P99_MILLIS);
            constantRate(
                    figures,
                    "a document search",
                    searches(),
                    SEARCHES_PER_SECOND,
                    SEARCH_P99_MILLIS);
            closedLoop(figures);
            var code = figures.publish(program);
            return clean ? code : 1;
        }
    }

    private void constantRate(
            Figures figures, String what, List<String> addresses, double rate, double goal)
            throws IOException {
        var plan =
                LoadPlan.open(
                        Requests.of(addresses, List.of(authorization)),
                        rate,
                        Duration.ofSeconds(program.whole("--warm-up", 30)),
                        Duration.ofSeconds(program.whole("--seconds", 60)));
        var result = LoadLoop.run(plan);
        IO.println(what + "\n" + result.table());
        var good = result.isClean() && result.reachedTarget();
        clean &= good;
        figures.figure(
                "%s at %.0f/s: p99, ms".formatted(what, rate),
                format("%.1f", result.millis(0.99)),
                format("≤ %.0f", goal),
                good && result.millis(0.99) <= goal);
        figures.figure(
                "… p50, p90, p99.9, max, ms",
                format(
                        "%.1f, %.1f, %.1f, %.1f",
                        result.millis(0.5),
                        result.millis(0.9),
                        result.millis(0.999),
                        result.maxMillis()));
        figures.seen(
                format(
                        "%s: %d answers at %.1f/s over %d different addresses, errors %s; the"
                                + " generator sent p99 %.2f ms late (counted above) and used"
                                + " %.1f s of CPU.",
                        capital(what),
                        result.answers(),
                        result.achieved(),
                        addresses.size(),
                        result.errors().isEmpty() ? "none" : result.errors(),
                        result.delays().quantile(0.99) / 1e6,
                        result.cpuSeconds()));
    }

    /** In turns, so that what else the machine does falls on both. */
    private void closedLoop(Figures figures) throws Exception {
        var client = firstClient();
        var ours = new ArrayList<Double>();
        var peers = new ArrayList<Double>();
        try (var peer = PeerProcess.start(database)) {
            var session = peer.session(client);
            var oursAt = address + CLIENT + client;
            throughput(oursAt, authorization);
            throughput(peer.address(client), session);
            for (var round = 0; round < program.whole("--rounds", 5); round++) {
                ours.add(throughput(oursAt, authorization));
                peers.add(throughput(peer.address(client), session));
                IO.println(format("ours %.0f/s, peer %.0f/s", ours.getLast(), peers.getLast()));
            }
        }
        var ratios = new ArrayList<Double>();
        for (var round = 0; round < ours.size(); round++) {
            ratios.add(ours.get(round) / peers.get(round));
        }
        var ratio = spread(ratios);
        figures.figure(
                "one authenticated GET, closed loop: of the peer's throughput",
                ratio.text(2),
                "≥ 0.6",
                clean && ratio.median() >= GOAL_OF_PEER);
        figures.figure("… ours, answers per second", spread(ours).text(0));
        figures.figure("… the peer's, answers per second", spread(peers).text(0));
        figures.seen(
                "Closed loop by %s over %d connections. The peer is bench/Peer.java: the same libraries"
                                .formatted(
                                        Wrk.isInstalled() ? "wrk" : "bench/Load.java",
                                        program.whole("--connections", 32))
                        + " and PostgreSQL, sessions in memory, no row-level security, no audit.");
    }

    private double throughput(String url, String header) throws Exception {
        var connections = program.whole("--connections", 32);
        var duration = Duration.ofSeconds(10);
        if (Wrk.isInstalled()) {
            var figure = Wrk.run(url, List.of(header), connections, duration);
            note(figure.trouble());
            return figure.perSecond();
        }
        var requests = Requests.of(List.of(url), List.of(header));
        var result =
                LoadLoop.run(
                        LoadPlan.closed(requests, connections, Duration.ofSeconds(2), duration));
        note(result.errors().isEmpty() ? "" : result.errors().toString());
        return result.achieved();
    }

    private void note(String trouble) {
        if (!trouble.isEmpty()) {
            IO.println("Errors: " + trouble);
            clean = false;
        }
    }

    /**
     * The first pages, one after the other: cursors are opaque, so they are collected by reading.
     */
    private List<String> clientPages() throws Exception {
        var pages = new ArrayList<String>();
        var page = address + CLIENTS;
        while (pages.size() < PAGES) {
            pages.add(page);
            var next = Pattern.compile(NEXT).matcher(get(page));
            if (!next.find()) {
                break;
            }
            page = address + CLIENTS + "&cursor=" + next.group(1);
        }
        return pages;
    }

    private List<String> searches() throws Exception {
        var addresses = Requests.fill(List.of(address + SEARCH), Fill.searches(SEARCHES));
        if (addresses.stream().limit(20).allMatch(search -> isEmpty(search))) {
            throw new Program.Refused("No search finds anything. Is the installation filled?");
        }
        return addresses;
    }

    private boolean isEmpty(String search) {
        try {
            return !get(search).contains("\"id\"");
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private String firstClient() throws Exception {
        var id =
                Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"")
                        .matcher(get(address + CLIENTS));
        if (!id.find()) {
            throw new Program.Refused("The list of clients is empty.");
        }
        return id.group(1);
    }

    private String get(String url) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .header(
                                "Authorization",
                                authorization.substring("Authorization: ".length()))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new Program.Refused(
                    url + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static Spread spread(List<Double> figures) {
        return Spread.of(figures.stream().mapToDouble(d -> d));
    }

    private static String format(String words, Object... values) {
        return String.format(Locale.ROOT, words, values);
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    // All that is known here of the application's API.

    private static final String CLIENTS = "/api/v1/clients?limit=50";
    private static final String CLIENT = "/api/v1/clients/";
    private static final String SEARCH = "/api/v1/documents?limit=20&q=" + Requests.VALUE;
    private static final String NEXT = "\"next\"\\s*:\\s*\"([A-Za-z0-9_-]+)\"";
}
