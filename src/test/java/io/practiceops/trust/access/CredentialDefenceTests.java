package io.practiceops.trust.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.Api;
import io.practiceops.TestFirm;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Denied;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.outbox.Outbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Sessions and API keys that are over, idle, stolen, or used from elsewhere. */
@Defended
class CredentialDefenceTests {

    private static final Sessions.Device LAPTOP = new Sessions.Device("10.9.9.9", "Firefox/150");

    private final ApplicationContext application;
    private final Sessions sessions;
    private final UserSessions userSessions;
    private final Accounts accounts;
    private final ApiKeys keys;
    private final Users users;
    private final Roles roles;
    private final SignInProtection protection;
    private final SignInThrottle throttle;
    private final CredentialCare care;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private final AcrossFirmsTemplate acrossFirms;

    @LocalServerPort private int port;

    private TestFirm firm;
    private User ben;

    CredentialDefenceTests(
            ApplicationContext application,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.application = application;
        this.sessions = application.getBean(Sessions.class);
        this.userSessions = application.getBean(UserSessions.class);
        this.accounts = application.getBean(Accounts.class);
        this.keys = application.getBean(ApiKeys.class);
        this.users = application.getBean(Users.class);
        this.roles = application.getBean(Roles.class);
        this.protection = application.getBean(SignInProtection.class);
        this.throttle = application.getBean(SignInThrottle.class);
        this.care = application.getBean(CredentialCare.class);
        this.clock = application.getBean(MovableClock.class);
        this.jdbc = jdbc;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @BeforeEach
    void openFirm() {
        clock.move(Duration.ofDays(2));
        firm = new TestFirm(application);
        ben = firm.add("ben", Role.STAFF);
    }

    @Test
    void aStolenCookieIsRefusedAndOnRecordAfterThePasswordChange() throws Exception {
        var stolen = signIn("ben");
        var here = signIn("ben");
        assertThat(isSignedIn(stolen)).isTrue();

        Acting.as(
                actor(ben, here),
                () -> accounts.changePassword(TestFirm.PASSWORD, "a wholly new password"));

        assertThat(isSignedIn(here)).isTrue();
        for (var i = 0; i < 30; i++) {
            assertThat(isSignedIn(stolen)).isFalse();
        }
        assertThat(recorded("session.refused"))
                .singleElement()
                .asString()
                .contains("\"reason\":\"ended\"");
    }

    @Test
    void aTokenThatIsOverIsWrittenDownTwentyTimesAtMost() throws Exception {
        var token = signIn("ben");
        Acting.as(actor(ben, token), sessions::signOut);
        for (var i = 0; i < 40; i++) {
            assertThat(isSignedIn(token)).isFalse();
            clock.move(Duration.ofHours(2));
        }
        assertThat(recorded("session.refused")).hasSize(20);
    }

    @Test
    void aSessionNobodyUsesIsOverAfterTwoHours() throws Exception {
        var used = signIn("ben");
        var left = signIn("ben");
        for (var i = 0; i < 3; i++) {
            clock.move(Duration.ofMinutes(60));
            assertThat(isSignedIn(used)).isTrue();
        }
        assertThat(isSignedIn(left)).isFalse();
        assertThat(Acting.as(actor(ben, used), "test", sessions::mine)).hasSize(1);
        assertThat(recorded("session.refused")).singleElement().asString().contains("idle");
    }

    @Test
    void whenSomebodyWasLastSeenOutlivesTheirSessions() throws Exception {
        var token = signIn("ben");
        clock.move(Duration.ofMinutes(90));
        var seen = clock.instant();
        assertThat(isSignedIn(token)).isTrue();
        clock.move(Duration.ofDays(60));
        care.run();

        assertThat(count("SELECT count(*) FROM session WHERE user_id = ?", ben.id())).isZero();
        assertThat(firm.asSystem(() -> users.find(ben.id())).lastSeen()).isEqualTo(seen);
    }

    @Test
    void anAdministratorSeesAndEndsSessionsOfTheFirm() throws Exception {
        var one = signIn("ben");
        var other = signIn("ben");
        var list = firm.asSystem(() -> userSessions.of(ben.id()));
        assertThat(list).hasSize(2);

        firm.asSystem(() -> ended(list.getFirst().id()));
        assertThat(List.of(isSignedIn(one), isSignedIn(other))).containsOnlyOnce(true);
        firm.asSystem(() -> userSessions.endAll(ben.id()));
        assertThat(List.of(isSignedIn(one), isSignedIn(other))).containsOnly(false);
        assertThat(recorded("user.session-ended")).hasSize(1);
        assertThat(recorded("user.signed-out")).hasSize(1);
    }

    @Test
    void neitherOutsidersNorStaffSeeSessionsAndNoAdministratorEndsAnOwners() {
        var other = new TestFirm(application);
        assertThatThrownBy(() -> other.asSystem(() -> userSessions.of(ben.id())))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() ->
                        Acting.as(actor(ben, Set.of()), "test", () -> userSessions.of(ben.id())))
                .isInstanceOf(Denied.class);
        var ruth = firm.add("ruth", Role.ADMIN);
        var owner =
                firm.asSystem(users::all).stream()
                        .filter(user -> user.roles().contains(Role.OWNER))
                        .findFirst()
                        .orElseThrow();
        assertThatThrownBy(() ->
                        Acting.as(
                                actor(ruth, roles.rightsOf(Set.of(Role.ADMIN))),
                                "test",
                                () -> userSessions.endAll(owner.id())))
                .hasMessageContaining("owner");
    }

    @Test
    void theOwnPasswordAskedForAgainIsNotGuessedForEver() {
        var actor = actor(ben, Set.of());
        for (var i = 0; i < 5; i++) {
            assertThatThrownBy(() ->
                            Acting.as(
                                    actor,
                                    () ->
                                            accounts.changePassword(
                                                    "wrong", "a wholly new password")))
                    .hasMessageContaining("not your current");
        }
        assertThatThrownBy(() ->
                        Acting.as(
                                actor,
                                () ->
                                        accounts.changePassword(
                                                TestFirm.PASSWORD, "a wholly new password")))
                .hasMessageContaining("too many tries");
        assertThat(recorded("session.refused")).hasSize(5);
        assertThat(recorded("session.throttled")).hasSize(1);
    }

    @Test
    void aPasswordOfTheFirmsNameIsRefused() {
        assertThatThrownBy(() ->
                        Acting.as(
                                actor(ben, Set.of()),
                                () -> accounts.changePassword(TestFirm.PASSWORD, "ben.ben.2026!")))
                .hasMessageContaining("name");
    }

    @Test
    void aKeyWorksFromItsNetworksAlone() throws Exception {
        var made = make(List.of("10.20.0.0/16", "2001:db8::/32"));
        assertThat(made.key().allowed()).containsExactly("10.20.0.0/16", "2001:db8::/32");

        assertThat(status(made, "10.20.3.4")).isEqualTo(200);
        assertThat(status(made, "2001:db8::7")).isEqualTo(200);
        assertThat(status(made, "10.21.0.1")).isEqualTo(403);
        for (var i = 0; i < 10; i++) {
            assertThat(status(made, "10.21.0.1")).isEqualTo(403);
        }
        assertThat(recorded("api-key.refused"))
                .singleElement()
                .asString()
                .contains("\"reason\":\"address\"");
        assertThat(Acting.as(keeper(), "test", keys::mine).getFirst().lastUsedFrom())
                .isEqualTo("10.20.3.4");
    }

    @Test
    void aNetworkNobodyCanReadIsRefused() {
        for (var text : List.of("example.com", "10.0.0.0/33", "0.0.0.0/0")) {
            assertThatThrownBy(() -> make(List.of(text))).hasMessageContaining("no network");
        }
    }

    @Test
    void aRevokedAndAnExpiredKeyAreOnRecordWhenUsed() throws Exception {
        var revoked = make(List.of());
        var expired = make(List.of());
        Acting.as(keeper(), () -> keys.revoke(revoked.key().id()));
        clock.move(Duration.ofDays(91));

        assertThat(status(revoked, "10.1.1.1")).isEqualTo(401);
        assertThat(status(expired, "10.1.1.1")).isEqualTo(401);
        assertThat(recorded("api-key.refused"))
                .hasSize(2)
                .anyMatch(text -> text.contains("revoked"))
                .anyMatch(text -> text.contains("expired"));
    }

    @Test
    void aKeyIsWarnedOfOnceAWeekAhead() {
        make(List.of());
        clock.move(Duration.ofDays(82));
        care.run();
        assertThat(warnings()).isZero();
        clock.move(Duration.ofDays(1).plusHours(1));
        care.run();
        care.run();
        assertThat(warnings()).isOne();
    }

    @Test
    void theApiMakesKeysOfNinetyDaysUnlessToldOtherwise() {
        var key = make(List.of()).key();
        assertThat(key.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
        var command = firm.asSystem(() -> keys.makeFor(firm.email("ben"), "script")).key();
        assertThat(command.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
    }

    @Test
    void aBlockIsSeenByTheFirmItConcernsAndLiftedOnRecord() {
        for (var i = 0; i < 10; i++) {
            throttle.admit(firm.email("ben"), new Sessions.Device("10.77.0." + i, ""));
        }
        var other = new TestFirm(application);
        assertThat(other.asSystem(protection::look).accounts()).isEmpty();
        assertThat(firm.asSystem(protection::look).accounts())
                .singleElement()
                .satisfies(account -> {
                    assertThat(account.user()).isEqualTo(ben.id());
                    assertThat(account.failures()).isEqualTo(10);
                    assertThat(account.networks()).isEqualTo(10);
                    assertThat(account.blockedUntil()).isNotNull();
                });
        assertThatThrownBy(() -> other.asSystem(() -> lifted(other, ben.id())))
                .isInstanceOf(Problem.class);

        firm.asSystem(() -> lifted(firm, ben.id()));

        assertThat(
                        throttle.admit(firm.email("ben"), new Sessions.Device("10.77.1.1", ""))
                                .isAdmitted())
                .isTrue();
        assertThat(recorded("user.sign-in-unblocked")).hasSize(1);
    }

    @Test
    void networksAreTheOperatorsWhereFirmsShareTheInstallation() {
        var other = new TestFirm(application);
        assertThat(other.asSystem(protection::look).networks()).isNull();
        assertThatThrownBy(() -> other.asSystem(() -> trusted("10.88.0.0/16")))
                .hasMessageContaining("operator");
        var operator =
                new Actor(
                        Actor.Kind.USER,
                        UUID.randomUUID(),
                        null,
                        "Op",
                        null,
                        roles.rightsOf(Set.of(Role.OPERATOR)));
        Acting.as(operator, () -> trusted("10.88.0.0/16"));
        assertThat(Acting.as(operator, "test", protection::look).trusted())
                .extracting(SignInProtection.Trusted::network)
                .contains("10.88.0.0/16");
        Acting.as(operator, () -> protection.distrust("10.88.0.0/16"));
    }

    @Test
    void theApiShowsAndLiftsToo() {
        for (var i = 0; i < 10; i++) {
            throttle.admit(firm.email("ben"), new Sessions.Device("10.78.0." + i, ""));
        }
        var api = new Api(port, firm.ownerKey());
        var accounts = api.get("/api/v1/protection").json().path("accounts");
        assertThat(accounts.size()).isOne();

        assertThat(api.delete("/api/v1/protection/accounts/" + ben.id()).status()).isEqualTo(204);
        assertThat(api.get("/api/v1/protection").json().path("accounts").size()).isZero();
        assertThat(api.get("/api/v1/users/" + ben.id() + "/sessions").status()).isEqualTo(200);
    }

    private boolean trusted(String network) {
        protection.trust(network, "office");
        return true;
    }

    private boolean lifted(TestFirm ignored, UUID user) {
        protection.liftAccount(user);
        return true;
    }

    private boolean ended(UUID session) {
        userSessions.end(ben.id(), session);
        return true;
    }

    private String signIn(String name) {
        return sessions.signIn(firm.email(name), TestFirm.PASSWORD, LAPTOP).token();
    }

    private ApiKeys.Made make(List<String> allowed) {
        var wanted = new ApiKeys.Wanted("reader", Set.of(), ApiKeys.USUAL_LIFE, allowed);
        return Acting.as(keeper(), "test", () -> keys.make(wanted));
    }

    private Actor keeper() {
        return actor(ben, Set.of("keys.own", "clients.read"));
    }

    private Actor actor(User user, String token) {
        var session =
                application
                        .getBean(SessionStore.class)
                        .find(new Secret(token).hash(), clock.instant())
                        .orElseThrow();
        return new Actor(
                        Actor.Kind.USER, user.id(), session.via(), user.name(), firm.id(), Set.of())
                .with(Actor.Proof.FRESH);
    }

    private Actor actor(User user, Set<String> rights) {
        return new Actor(Actor.Kind.USER, user.id(), null, user.name(), firm.id(), rights)
                .with(Actor.Proof.FRESH);
    }

    private boolean isSignedIn(String token) throws IOException, InterruptedException {
        return send("/sessions", "Cookie", "practiceops=" + token, "X-Forwarded-For", "10.9.9.9")
                == 200;
    }

    private int status(ApiKeys.Made made, String from) throws IOException, InterruptedException {
        return send(
                "/api/v1/me", "Authorization", "Bearer " + made.secret(), "X-Forwarded-For", from);
    }

    private int send(String path, String... headers) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .headers(headers)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private long warnings() {
        return firm
                .asSystem(() -> application.getBean(Outbox.class).newest(null, null, 10))
                .items()
                .stream()
                .filter(mail -> mail.toString().contains("ends soon"))
                .count();
    }

    private long count(String sql, UUID id) {
        return acrossFirms.execute(_ -> jdbc.sql(sql).param(id).query(Long.class).single());
    }

    private List<String> recorded(String action) {
        return acrossFirms.execute(_ ->
                jdbc.sql("SELECT canonical FROM audit_event WHERE action = ? AND firm_id = ?")
                        .param(action)
                        .param(firm.id())
                        .query(String.class)
                        .list());
    }
}
