package io.practiceops.trust.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.TestFirm;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.outbox.Message;
import io.practiceops.foundation.outbox.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@Defended
class SignInThrottleTests {

    private static final AtomicInteger NETWORKS = new AtomicInteger();
    private static final String WRONG = "not the password";

    private final ApplicationContext application;
    private final SignInThrottle throttle;
    private final Sessions sessions;
    private final KnownDevices devices;
    private final SignInWatch watch;
    private final Defended.Held held;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private final AcrossFirmsTemplate acrossFirms;

    private TestFirm firm;
    private String owner;

    SignInThrottleTests(
            ApplicationContext application,
            SignInThrottle throttle,
            Sessions sessions,
            KnownDevices devices,
            SignInWatch watch,
            Defended.Held held,
            MovableClock clock,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.application = application;
        this.throttle = throttle;
        this.sessions = sessions;
        this.devices = devices;
        this.watch = watch;
        this.held = held;
        this.clock = clock;
        this.jdbc = jdbc;
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @BeforeEach
    void openFirm() {
        clock.move(Duration.ofDays(2));
        watch.run();
        firm = new TestFirm(application);
        owner = firm.email("owner");
        clock.move(Duration.ofSeconds(1));
    }

    @Test
    void fiveTriesAreFreeThenEachFailureDoublesTheWaitUpToAQuarterOfAnHour() {
        var where = known(owner);
        for (var i = 0; i < 5; i++) {
            assertThat(fails(owner, where)).isTrue();
        }
        for (var seconds : List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900)) {
            clock.move(Duration.ofSeconds(seconds - 1));
            assertThat(fails(owner, where)).as("before %d s", seconds).isFalse();
            clock.move(Duration.ofSeconds(1));
            assertThat(fails(owner, where)).as("after %d s", seconds).isTrue();
        }
    }

    @Test
    void theRightPasswordMakesFailuresForgotten() {
        var where = place();
        for (var round = 0; round < 4; round++) {
            for (var i = 0; i < 4; i++) {
                assertThat(fails(owner, known(owner))).isTrue();
            }
            signIn(owner, where);
        }
        assertThat(fails(owner, where)).isTrue();
    }

    @Test
    void guessesMadeAtOnceAreCountedOneAfterTheOther() throws Exception {
        var where = known(owner);

        assertThat(atOnce(60, () -> throttle.admit(owner, where).isAdmitted())).isEqualTo(5);
    }

    @Test
    void guessesMadeAtOnceFromManyNetworksGetTenTriesAtAnAccount() throws Exception {
        assertThat(atOnce(60, () -> throttle.admit(owner, place()).isAdmitted())).isEqualTo(10);
    }

    @Test
    void guessesMadeAtOnceAtManyAccountsFromOneNetworkGetSixTries() throws Exception {
        var where = place();
        var number = new AtomicInteger();

        assertThat(
                        atOnce(
                                60,
                                () ->
                                        throttle.admit(
                                                        firm.email("u" + number.getAndIncrement()),
                                                        where)
                                                .isAdmitted()))
                .isEqualTo(6);
    }

    @Test
    void mixedTriesAtOnceNeitherStandStillNorSlipThrough() throws Exception {
        var places = List.of(place(), place(), place());
        var number = new AtomicInteger();

        var admitted =
                atOnce(
                        90,
                        () -> {
                            var n = number.getAndIncrement();
                            var tried = throttle.admit(firm.email("u" + n % 4), places.get(n % 3));
                            if (tried.isAdmitted()) {
                                throttle.failed(tried, null);
                            }
                            return tried.isAdmitted();
                        });

        assertThat(admitted).isBetween(3, 3 * 6);
        assertThat(
                        countOf(
                                "SELECT count(*) FROM sign_in_bucket WHERE kind = 'NETWORK' AND pending <> 0"))
                .isZero();
    }

    @Test
    void anAccountClosesToStrangersWhetherItExistsOrNot() {
        for (var account : List.of(owner, "nobody@nowhere.example", "no address at all")) {
            for (var i = 0; i < 10; i++) {
                assertThat(fails(account, place())).isTrue();
            }
            assertThat(fails(account, place())).as(account).isFalse();
            clock.move(Duration.ofMinutes(30));
            assertThat(fails(account, place())).as(account).isTrue();
        }
    }

    @Test
    void theOwnerGetsInByAKnownBrowserWhileStrangersHammer() {
        var home = remembered(owner, place());
        hammer(owner);

        assertThatThrownBy(() -> signIn(owner, place())).isInstanceOf(Problem.class);
        var elsewhere = new Sessions.Device(place().address(), "Firefox", home.token());
        assertThat(signIn(owner, elsewhere)).isNotEmpty();
    }

    @Test
    void theOwnerGetsInFromAPlaceTheyWereSignedInFrom() {
        var home = remembered(owner, place());
        hammer(owner);

        assertThat(signIn(owner, new Sessions.Device(home.address(), "another browser")))
                .isNotEmpty();
    }

    @Test
    void aKnownBrowserIsNoPlaceToGuessIn() {
        var home = remembered(owner, place());
        for (var i = 0; i < 10; i++) {
            assertThat(fails(owner, home)).isTrue();
        }
        // From now on a stranger, at a place that is known: five tries and waits.
        for (var i = 0; i < 5; i++) {
            assertThat(fails(owner, home)).isTrue();
        }
        assertThat(fails(owner, home)).isFalse();
        assertThat(fails(firm.email("other"), home)).as("another account").isTrue();
    }

    @Test
    void theOwnerIsMailedOnceADayAndLetInByTheLink() {
        hammer(owner);
        clock.move(Duration.ofMinutes(31));
        hammer(owner);
        var mails = mails();
        assertThat(mails).hasSize(1);
        var text = text(mails.getFirst());
        var link = text.substring(text.indexOf("/sign-in/device/") + 16).split("\\s")[0];
        var here = place();
        assertThatThrownBy(() -> signIn(owner, here)).isInstanceOf(Problem.class);

        assertThat(devices.isLink(link)).isTrue();
        var token = devices.letIn(link, here);

        assertThat(signIn(owner, new Sessions.Device(here.address(), "Firefox", token)))
                .isNotEmpty();
        assertThat(devices.isLink(link)).isFalse();
        assertThatThrownBy(() -> devices.letIn(link, here)).isInstanceOf(Problem.class);
        clock.move(Duration.ofHours(25));
        hammer(owner);
        assertThat(mails()).hasSize(2);
    }

    @Test
    void aNetworkIsBlockedTwiceAsLongEachTime() {
        var where = place();
        for (var minutes : List.of(15, 30, 60, 120, 240, 480, 960, 1440)) {
            for (var i = 0; i < 6; i++) {
                // As one account it would have to wait, as many it would be a spray.
                assertThat(fails(firm.email(minutes + "n" + i % 2), where)).isTrue();
            }
            assertThat(fails(firm.email("x"), where)).isFalse();
            clock.move(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(fails(firm.email("x"), where)).as("%d min", minutes).isFalse();
            clock.move(Duration.ofSeconds(1));
        }
    }

    @Test
    void fiveAccountsFromOneNetworkAreASpray() {
        var office = remembered(owner, place());
        var where = new Sessions.Device(office.address(), "somebody's");
        for (var i = 0; i < 4; i++) {
            assertThat(fails(firm.email("p" + i), where)).isTrue();
        }
        assertThat(isBlocked(where)).isFalse();
        assertThat(fails(firm.email("p4"), where)).isTrue();
        assertThat(isBlocked(where)).isTrue();
    }

    @Test
    void anOfficeBehindOneAddressMayMistypeMoreThanAStranger() {
        var office = remembered(owner, place());
        firm.add("ben", Role.STAFF);
        var where = new Sessions.Device(office.address(), "new");
        for (var i = 0; i < 12; i++) {
            for (var n = 0; n < 2; n++) {
                assertThat(fails(firm.email("ben"), where)).isTrue();
            }
            remembered(firm.email("ben"), where);
        }
        assertThat(isBlocked(where)).isFalse();
    }

    @Test
    void peopleWhoSignInAtOnceFromANewOfficeDoNotBlockIt() throws Exception {
        var where = place();
        for (var i = 0; i < 12; i++) {
            firm.add("u" + i, Role.STAFF);
        }
        var number = new AtomicInteger();

        atOnce(
                12,
                () -> {
                    var tried = throttle.admit(firm.email("u" + number.getAndIncrement()), where);
                    if (tried.isAdmitted()) {
                        throttle.succeeded(tried);
                    }
                    return tried.isAdmitted();
                });

        assertThat(isBlocked(where)).isFalse();
        assertThat(signIn(firm.email("u0"), where)).isNotEmpty();
    }

    @Test
    void aTrustedNetworkIsNotedAndNeverBlocked() {
        var where = place();
        firm.asSystem(() -> {
            acrossFirms.executeWithoutResult(_ ->
                    application
                            .getBean(TrustedNetworks.class)
                            .add(Network.of(where.address()), "test", "test", clock.instant()));
            return null;
        });
        for (var i = 0; i < 30; i++) {
            assertThat(fails(firm.email("t" + i), where)).isTrue();
        }
        assertThat(isBlocked(where)).isFalse();
        assertThat(countOf("SELECT count(*) FROM audit_event WHERE action = 'sign-in.noted'"))
                .isOne();
    }

    @Test
    void ipv6IsCountedByThe64() {
        var half = "2001:db8:%x::".formatted(NETWORKS.incrementAndGet());
        for (var i = 0; i < 6; i++) {
            assertThat(fails(firm.email("v" + i % 2), new Sessions.Device(half + i, ""))).isTrue();
        }
        assertThat(fails(firm.email("v"), new Sessions.Device(half + "ffff", ""))).isFalse();
    }

    @Test
    void whatWasCountedOutlivesTheInstance() {
        var where = place();
        for (var i = 0; i < 6; i++) {
            fails(firm.email("n" + i % 2), where);
        }
        var settings = application.getBean(SignInSettings.class);
        var another =
                new SignInThrottle(
                        new BucketStore(jdbc),
                        new DeviceStore(jdbc),
                        new TrustedNetworks(jdbc, settings),
                        application.getBean(ThrottleRecord.class),
                        settings,
                        clock);

        assertThat(
                        acrossFirms
                                .<SignInThrottle.Try>execute(_ -> another.admit(owner, where))
                                .isAdmitted())
                .isFalse();
    }

    @Test
    void everyRefusalLeavesAtTheSamePace() {
        var ben = firm.add("ben", Role.STAFF);
        firm.asSystem(() -> application.getBean(Users.class).setDisabled(ben.id(), true));
        held.times.clear();

        refused("nobody@nowhere.example", WRONG);
        refused(owner, WRONG);
        refused(firm.email("ben"), TestFirm.PASSWORD);
        hammer(owner);
        refused(owner, TestFirm.PASSWORD);
        firm.add("zoe", Role.STAFF);
        signIn(firm.email("zoe"), place());

        assertThat(held.times).hasSize(4);
        assertThat(held.times).containsOnly(Duration.ofMillis(700));
    }

    @Test
    void everyTryIsOnRecordByRowOrByNumber() {
        var places = new ArrayList<Sessions.Device>();
        for (var i = 0; i < 4; i++) {
            places.add(place());
        }
        var random = new java.util.Random(3);
        var tries = 400;
        for (var i = 0; i < tries; i++) {
            fails(firm.email("r" + random.nextInt(6)), places.get(random.nextInt(4)));
            clock.move(Duration.ofSeconds(random.nextInt(20)));
        }
        clock.move(Duration.ofDays(2));
        watch.run();

        var heard = recorded("session.refused").size();
        var refused =
                recorded("session.throttled").stream()
                        .mapToLong(SignInThrottleTests::refusedOf)
                        .sum();
        assertThat(heard + refused).isEqualTo(tries);
        assertThat(recorded("session.throttled").size()).isLessThan((int) refused);
    }

    @Test
    void manyAccountsThatFailOnceEachAreNotedOnce() {
        for (var i = 0; i < 20; i++) {
            fails(firm.email("q" + i), place());
        }
        watch.run();
        watch.run();

        assertThat(recorded("sign-in.spray-noted")).hasSize(1);
    }

    @Test
    void theTableStaysSmallAndKeepsWhatIsBlocked() {
        var where = place();
        for (var i = 0; i < 6; i++) {
            fails(firm.email("n" + i % 2), where);
        }
        jdbcAcross(
                """
                INSERT INTO sign_in_bucket (key, kind, network, since, last_at)
                SELECT sha256(convert_to('flood' || n, 'UTF8')), 'NETWORK', 'flood ' || n, :now, :now + interval '1 minute'
                  FROM generate_series(1, 4000) n
                """);

        watch.run();

        assertThat(countOf("SELECT count(*) FROM sign_in_bucket")).isEqualTo(3000);
        assertThat(isBlocked(where)).isTrue();
        clock.move(Duration.ofDays(3));
        watch.run();
        assertThat(countOf("SELECT count(*) FROM sign_in_bucket")).isZero();
    }

    @Test
    void aTypedPasswordIsNotKeptWhereTheAddressBelongs() {
        fails("hunter2 hunter2 hunter2", place());

        assertThat(countOf("SELECT count(*) FROM sign_in_bucket b WHERE b::text LIKE '%hunter2%'"))
                .isZero();
    }

    @Test
    void whatIsGuessedBehindTheDoorHasToWaitToo() throws Exception {
        var guesses = application.getBean(GuessLimit.class);
        var user = firm.add("ben", Role.STAFF).id();
        var door = GuessLimit.Door.SECOND_FACTOR;
        assertThat(
                        atOnce(
                                30,
                                () -> {
                                    try {
                                        guesses.admit(door, user);
                                        return true;
                                    } catch (Problem tooMany) {
                                        return false;
                                    }
                                }))
                .isEqualTo(5);

        assertThatThrownBy(() -> guesses.admit(door, user)).hasMessageContaining("too many");
        guesses.admit(GuessLimit.Door.PASSWORD_AGAIN, user);
        clock.move(Duration.ofSeconds(1));
        guesses.admit(door, user);
        assertThatThrownBy(() -> guesses.admit(door, user)).isInstanceOf(Problem.class);
        guesses.succeeded(door, user);
        guesses.admit(door, user);
    }

    /** From ten networks the account was never signed in from. */
    private void hammer(String account) {
        for (var i = 0; i < 10; i++) {
            fails(account, place());
        }
    }

    /** Whether the password was looked at; it is wrong in any case. */
    private boolean fails(String account, Sessions.Device where) {
        var tried = throttle.admit(account, where);
        if (tried.isAdmitted()) {
            // As Sessions does it, without a hash: that costs 0.1 s and proves nothing here.
            var record = application.getBean(SignInRecord.class);
            record.refused(tried, record.account(account));
        }
        return tried.isAdmitted();
    }

    private void refused(String account, String password) {
        assertThatThrownBy(() -> sessions.signIn(account, password, place()))
                .isInstanceOf(Problem.class);
    }

    private String signIn(String account, Sessions.Device where) {
        return sessions.signIn(account, TestFirm.PASSWORD, where).token();
    }

    private Sessions.Device remembered(String account, Sessions.Device where) {
        var token = devices.remember(signIn(account, where), where);
        return new Sessions.Device(where.address(), where.agent(), token);
    }

    /** A place the account was signed in from, in another browser than there. */
    private Sessions.Device known(String account) {
        return new Sessions.Device(remembered(account, place()).address(), "another");
    }

    private static Sessions.Device place() {
        var number = NETWORKS.incrementAndGet();
        return new Sessions.Device(
                "10.%d.%d.%d".formatted(number >> 16, (number >> 8) & 255, number & 255), "test");
    }

    private boolean isBlocked(Sessions.Device where) {
        return jdbcCount(
                        "SELECT count(*) FROM sign_in_bucket WHERE kind = 'NETWORK' AND blocked_until > :now AND network = :what",
                        Network.of(where.address()).toString())
                == 1;
    }

    private long countOf(String sql) {
        return jdbcCount(sql, "");
    }

    private long jdbcCount(String sql, String what) {
        return acrossFirms.execute(_ ->
                jdbc.sql(sql)
                        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                        .param("what", what)
                        .query(Long.class)
                        .single());
    }

    private void jdbcAcross(String sql) {
        acrossFirms.executeWithoutResult(_ ->
                jdbc.sql(sql)
                        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                        .update());
    }

    /** Since this test began. */
    private List<String> recorded(String action) {
        return acrossFirms.execute(_ ->
                jdbc.sql(
                                """
                                SELECT canonical FROM audit_event
                                 WHERE action = :action AND id > :since AND
                                       (firm_id IS NULL OR firm_id = :firm)
                                """)
                        .param("action", action)
                        .param("since", firm.id())
                        .param("firm", firm.id())
                        .query(String.class)
                        .list());
    }

    private static long refusedOf(String canonical) {
        var count = canonical.indexOf("\"refused\":\"");
        return count < 0 ? 0 : Long.parseLong(canonical.substring(count + 11).split("\"")[0]);
    }

    private List<Message> mails() {
        return firm
                .asSystem(() -> application.getBean(Outbox.class).newest(null, null, 10))
                .items()
                .stream()
                .filter(mail -> mail.toString().contains("tries to sign in"))
                .toList();
    }

    private String text(Message mail) {
        return acrossFirms.execute(_ ->
                jdbc.sql("SELECT body_text FROM outbox_message WHERE id = ?")
                        .param(mail.id())
                        .query(String.class)
                        .single());
    }

    private static int atOnce(int tries, java.util.concurrent.Callable<Boolean> work)
            throws Exception {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<java.util.concurrent.Future<Boolean>>();
            for (var i = 0; i < tries; i++) {
                results.add(
                        threads.submit(() -> {
                            go.await();
                            return work.call();
                        }));
            }
            go.countDown();
            var admitted = 0;
            for (var result : results) {
                admitted += result.get() ? 1 : 0;
            }
            return admitted;
        }
    }
}
