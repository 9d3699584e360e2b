package io.practiceops.trust.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Denied;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.trust.audit.AuditEvent.Outcome;
import io.practiceops.trust.audit.AuditFilter;
import io.practiceops.trust.audit.AuditTrail;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@InPractice
class AccessTests {

    private static final Sessions.Device LAPTOP =
            new Sessions.Device("127.0.0.1", "Firefox/150 Linux");

    private final ApplicationContext application;
    private final Users users;
    private final Sessions sessions;
    private final ApiKeys keys;
    private final Accounts accounts;
    private final Firms firms;
    private final Roles roles;
    private final SessionStore sessionStore;

    @LocalServerPort private int port;

    private TestFirm firm;

    AccessTests(
            ApplicationContext application,
            Users users,
            Sessions sessions,
            ApiKeys keys,
            Accounts accounts,
            Firms firms,
            Roles roles,
            SessionStore sessionStore) {
        this.application = application;
        this.users = users;
        this.sessions = sessions;
        this.keys = keys;
        this.accounts = accounts;
        this.firms = firms;
        this.roles = roles;
        this.sessionStore = sessionStore;
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
    }

    @Test
    void aNewUserGetsALinkByMailAndChoosesAPasswordWithItOnce() {
        var added =
                firm.asSystem(() ->
                        users.add(
                                new NewUser(
                                        firm.email("noa"), "Noa", Set.of(Role.STAFF), null, null)));
        var mail =
                firm.asSystem(() -> application.getBean(Outbox.class).newest(null, null, 10))
                        .items();
        assertThat(mail).hasSize(1);
        assertThat(mail.getFirst().toString()).contains(firm.email("noa"));

        var token = added.link().substring(added.link().lastIndexOf('/') + 1);
        assertThat(accounts.choosePassword(token, "four plain words here"))
                .isEqualTo(firm.email("noa"));
        assertThat(sessions.signIn(firm.email("noa"), "four plain words here", LAPTOP).token())
                .isNotEmpty();
        assertThatThrownBy(() -> accounts.choosePassword(token, "another password"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void unknownAddressAndWrongPasswordGetTheSameAnswerAndAreOnRecord() {
        var wrong = problemOf(() -> sessions.signIn(firm.email("owner"), "wrong", LAPTOP));
        var unknown = problemOf(() -> sessions.signIn("nobody@nowhere.example", "wrong", LAPTOP));

        assertThat(wrong.detail()).isEqualTo(unknown.detail());
        assertThat(wrong.mend()).isEqualTo(unknown.mend());
        var refused =
                firm.asSystem(() -> application.getBean(AuditTrail.class).find(denied(), null, 10))
                        .items();
        assertThat(refused).extracting(entry -> entry.action()).containsExactly("session.refused");
        assertThat(refused.getFirst().canonical()).doesNotContain(firm.email("owner"));
    }

    @Test
    void aDisabledUserIsOutFromTheNextRequestOn() {
        var ben = firm.add("ben", Role.STAFF);
        var api = new Api(port, firm.keyOf("ben"));
        assertThat(api.get("/api/v1/clients").status()).isEqualTo(200);

        firm.asSystem(() -> users.setDisabled(ben.id(), true));

        assertThat(api.get("/api/v1/clients").status()).isEqualTo(401);
        assertThatThrownBy(() -> sessions.signIn(firm.email("ben"), TestFirm.PASSWORD, LAPTOP))
                .isInstanceOf(Problem.class);
    }

    @Test
    void aChangedRoleCountsFromTheNextRequestOn() {
        var ben = firm.add("ben", Role.STAFF);
        var api = new Api(port, firm.keyOf("ben"));

        firm.asSystem(() -> users.changeRoles(ben.id(), ben.version(), Set.of(Role.BILLING), null));

        assertThat(api.post("/api/v1/clients", "{\"kind\":\"INDIVIDUAL\",\"name\":\"A\"}").status())
                .isEqualTo(403);
    }

    @Test
    void aKeyDoesNotMoreThanItsScopesNorThanItsOwner() {
        var actor = firm.asSystem(() -> actor("clients.read", "keys.own"));
        var made =
                Acting.as(actor, "test", () -> keys.make("reader", Set.of("clients.read"), null));
        var api = new Api(port, made.secret());

        assertThat(api.get("/api/v1/clients").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/documents").status()).isEqualTo(403);
        assertThatThrownBy(() ->
                        Acting.as(
                                actor,
                                "test",
                                () -> keys.make("more", Set.of("users.write"), null)))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() ->
                        Acting.as(
                                actor,
                                "test",
                                () -> keys.make("past", Set.of(), Duration.ofDays(-1))))
                .isInstanceOf(Problem.class);
    }

    @Test
    void aRevokedKeyStopsAtOnce() {
        var actor = actor("clients.read", "keys.own");
        var made = Acting.as(actor, "test", () -> keys.make("short", Set.of(), null));
        var api = new Api(port, made.secret());
        assertThat(api.get("/api/v1/clients").status()).isEqualTo(200);

        Acting.as(actor, () -> keys.revoke(made.key().id()));

        assertThat(api.get("/api/v1/clients").status()).isEqualTo(401);
    }

    @Test
    void theOnlyOwnerStays() {
        var owner =
                firm.asSystem(users::all).stream()
                        .filter(user -> user.roles().contains(Role.OWNER))
                        .findFirst()
                        .orElseThrow();

        assertThatThrownBy(() ->
                        firm.asSystem(() ->
                                users.changeRoles(
                                        owner.id(), owner.version(), Set.of(Role.STAFF), null)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("only owner");
        assertThatThrownBy(() -> firm.asSystem(() -> users.setDisabled(owner.id(), true)))
                .hasMessageContaining("only owner");
    }

    @Test
    void anAdministratorMakesNoOwner() {
        var ruth = firm.add("ruth", Role.ADMIN);
        var admin =
                new Actor(
                                Actor.Kind.USER,
                                ruth.id(),
                                null,
                                "Ruth",
                                firm.id(),
                                roles.rightsOf(Set.of(Role.ADMIN)))
                        .with(Actor.Proof.FRESH);
        var eve = new NewUser(firm.email("eve"), "Eve", Set.of(Role.OWNER), null, null);

        assertThatThrownBy(() -> Acting.as(admin, "test", () -> users.add(eve)))
                .hasMessageContaining("Only an owner");
    }

    @Test
    void aPasswordChangeEndsTheOtherSessions() {
        var ben = firm.add("ben", Role.STAFF);
        var here = sessions.signIn(firm.email("ben"), TestFirm.PASSWORD, LAPTOP).token();
        var there = sessions.signIn(firm.email("ben"), TestFirm.PASSWORD, LAPTOP).token();
        var now = java.time.Instant.now();
        var session = sessionStore.find(new Secret(here).hash(), now).orElseThrow();
        var actor = new Actor(Actor.Kind.USER, ben.id(), session.via(), "Ben", firm.id(), Set.of());

        Acting.as(actor, () -> accounts.changePassword(TestFirm.PASSWORD, "a wholly new password"));

        assertThat(sessionStore.find(new Secret(here).hash(), now)).isPresent();
        assertThat(sessionStore.find(new Secret(there).hash(), now)).isEmpty();
    }

    @Test
    void theFirstOwnersLinkWorksOnceAndOnlyTheNewest() {
        var older = firms.newFirstOwnerLink();
        var link = firms.newFirstOwnerLink();
        assertThat(firms.isFirstOwnerLink(older)).isFalse();

        var firm = Firms.NewFirm.of("New & Co", "Europe/Berlin");
        firms.claim(link, firm, "first@new.example", "First", "a long enough password");

        assertThatThrownBy(() ->
                        firms.claim(
                                link,
                                firm,
                                "second@new.example",
                                "Second",
                                "a long enough password"))
                .isInstanceOf(Problem.class);
        assertThat(sessions.signIn("FIRST@new.example ", "a long enough password", LAPTOP).token())
                .isNotEmpty();
    }

    @Test
    void everyRightInTheCodeHasItsLineInTheTable() {
        assertThat(roles.matrix().keySet())
                .contains(
                        Users.READ.name(),
                        Users.WRITE.name(),
                        ApiKeys.OWN.name(),
                        Firms.OWN.name());
        assertThatThrownBy(
                        () -> Acting.as(actor(), () -> Acting.require(new Right("clients.read"))))
                .isInstanceOf(Denied.class);
    }

    @Test
    void noTokenAndNonsenseTokensAreStrangers() {
        for (var token : java.util.List.of("", "x", "pok_" + "A".repeat(43), "A".repeat(5000))) {
            assertThat(new Api(port, token).get("/api/v1/clients").status()).isEqualTo(401);
        }
    }

    private Actor actor(String... rights) {
        var owner = firm.asSystem(users::all).getFirst();
        return new Actor(Actor.Kind.USER, owner.id(), null, owner.name(), firm.id(), Set.of(rights))
                .with(Actor.Proof.FRESH);
    }

    private AuditFilter denied() {
        return AuditFilter.of(firm.id()).outcome(Outcome.DENIED);
    }

    private static Problem problemOf(java.util.function.Supplier<?> work) {
        try {
            throw new AssertionError("Not refused: " + work.get());
        } catch (Problem problem) {
            return problem;
        }
    }
}
