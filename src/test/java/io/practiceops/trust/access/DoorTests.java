package io.practiceops.trust.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.TestFirm;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.jobs.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The sign-in as a browser meets it, and from whose address it is counted. */
@Defended
class DoorTests {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final ApplicationContext application;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private final AcrossFirmsTemplate acrossFirms;

    @LocalServerPort private int port;

    private TestFirm firm;

    DoorTests(
            ApplicationContext application,
            MovableClock clock,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.application = application;
        this.clock = clock;
        this.jdbc = jdbc;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @BeforeEach
    void openFirm() {
        clock.move(Duration.ofDays(2));
        firm = new TestFirm(application);
    }

    @Test
    void unknownWrongDisabledAndThrottledGetTheSameAnswer() throws Exception {
        var ben = firm.add("ben", Role.STAFF);
        firm.asSystem(() -> application.getBean(Users.class).setDisabled(ben.id(), true));

        var wrong = answerTo(firm.email("owner"), "203.0.113.1");
        var unknown = answerTo("nobody@nowhere.example", "203.0.113.2");
        var disabled = answerTo(firm.email("ben"), TestFirm.PASSWORD, "203.0.113.3");
        for (var i = 0; i < 6; i++) {
            var _ = answerTo(firm.email("owner"), "203.0.113.4");
        }
        var throttled = answerTo(firm.email("owner"), "203.0.113.4");

        assertThat(throttledRows()).isNotZero();
        assertThat(wrong).contains("400").contains("too many tries");
        assertThat(List.of(unknown, disabled, throttled)).containsOnly(wrong);
    }

    @Test
    void aBrowserIsKnownAgainAfterItsSession() throws Exception {
        var signedIn =
                post(client(null), firm.email("owner"), TestFirm.PASSWORD, "203.0.113.5", null);
        var device =
                signedIn.headers().allValues("Set-Cookie").stream()
                        .filter(cookie -> cookie.startsWith("practiceops-device="))
                        .findFirst()
                        .orElseThrow();

        assertThat(signedIn.statusCode()).isIn(302, 303);
        assertThat(device).contains("HttpOnly", "SameSite=Lax", "Max-Age=15552000");
        for (var i = 0; i < 12; i++) {
            var _ = answerTo(firm.email("owner"), "203.0.114." + i);
        }
        var stranger =
                post(client(null), firm.email("owner"), TestFirm.PASSWORD, "203.0.115.1", null);
        assertThat(stranger.statusCode()).isEqualTo(400);
        var owner =
                post(
                        client(null),
                        firm.email("owner"),
                        TestFirm.PASSWORD,
                        "203.0.115.2",
                        device.split(";")[0]);
        assertThat(owner.statusCode()).isIn(302, 303);
    }

    @Test
    void whatAStrangerSaysOfItsAddressIsNotBelieved() throws Exception {
        // Not 127.0.0.1, the only proxy believed.
        var stranger = client(InetAddress.ofLiteral("127.0.0.2"));
        for (var i = 0; i < 3; i++) {
            var _ = post(stranger, firm.email("a" + i), "x", "198.51.100." + i, null);
        }
        assertThat(networksOf("a")).containsExactly("127.0.0.2");
    }

    @Test
    void behindTheProxyTheLastAddressItDidNotWriteItselfCounts() throws Exception {
        var _ = post(client(null), firm.email("p0"), "x", "6.6.6.6, 198.51.100.77", null);
        var _ =
                post(
                        client(null),
                        firm.email("p1"),
                        "x",
                        "7.7.7.7, 198.51.100.77, 127.0.0.1",
                        null);

        assertThat(networksOf("p")).containsExactly("198.51.100.77");
    }

    private List<String> networksOf(String begin) {
        var accounts =
                List.of(begin + "0", begin + "1", begin + "2").stream()
                        .map(name -> BucketStore.hash(firm.email(name)))
                        .toList();
        return accounts.stream()
                .flatMap(account ->
                        acrossFirms
                                .execute(_ ->
                                        jdbc.sql(
                                                        "SELECT network FROM sign_in_bucket WHERE kind = 'PAIR' AND account = ?")
                                                .param(account)
                                                .query(String.class)
                                                .list())
                                .stream())
                .distinct()
                .toList();
    }

    private long throttledRows() {
        return acrossFirms.execute(_ ->
                jdbc.sql(
                                "SELECT count(*) FROM audit_event WHERE action = 'session.throttled' AND firm_id = ?")
                        .param(firm.id())
                        .query(Long.class)
                        .single());
    }

    private String answerTo(String email, String from) throws Exception {
        return answerTo(email, "wrong", from);
    }

    /** Status, headers and body, without what differs in each answer by its nature. */
    private String answerTo(String email, String password, String from) throws Exception {
        var answer = post(client(null), email, password, from, null);
        var headers = new TreeMap<>(answer.headers().map());
        // The length is that of the address typed, which is shown again.
        headers.keySet().removeAll(List.of("date", "x-request-id", "content-length"));
        headers.computeIfPresent(
                "set-cookie",
                (_, cookies) -> cookies.stream().map(one -> one.split("=")[0]).toList());
        var token = TOKEN.matcher(answer.body());
        assertThat(token.find()).isTrue();
        var body =
                answer.body()
                        .replace(token.group(1), "TOKEN")
                        .replace(email, "EMAIL")
                        .replaceAll("[0-9a-f-]{36}", "ID");
        return answer.statusCode() + "\n" + headers + "\n" + body;
    }

    private HttpResponse<String> post(
            HttpClient client,
            String email,
            String password,
            String forwardedFor,
            @Nullable String cookie)
            throws IOException, InterruptedException {
        var page =
                client.send(
                        HttpRequest.newBuilder(URI.create(base())).build(),
                        BodyHandlers.ofString());
        var found = TOKEN.matcher(page.body());
        assertThat(found.find()).isTrue();
        var cookies =
                page.headers().allValues("Set-Cookie").stream()
                        .map(set -> set.split(";")[0])
                        .toList();
        var sent = String.join("; ", cookies) + (cookie == null ? "" : "; " + cookie);
        return client.send(
                HttpRequest.newBuilder(URI.create(base()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Forwarded-For", forwardedFor)
                        .header("Cookie", sent)
                        .POST(
                                BodyPublishers.ofString(
                                        "_csrf=%s&email=%s&password=%s"
                                                .formatted(
                                                        found.group(1),
                                                        URLEncoder.encode(email, UTF_8),
                                                        URLEncoder.encode(password, UTF_8))))
                        .build(),
                BodyHandlers.ofString());
    }

    private String base() {
        return "http://127.0.0.1:" + port + "/sign-in";
    }

    private static HttpClient client(@Nullable InetAddress from) {
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        return (from == null ? builder : builder.localAddress(from)).build();
    }
}
