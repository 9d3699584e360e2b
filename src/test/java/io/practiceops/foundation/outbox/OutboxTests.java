package io.practiceops.foundation.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.jobs.TestQueue;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Denied;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTests {

    private static final Actor ADA = of(UUID.fromString("0190a000-0000-7000-8000-00000000000a"));
    private static final Actor BOB = of(UUID.fromString("0190a000-0000-7000-8000-00000000000b"));
    private static final Actor OPERATOR = of(null);
    private static final Mail MAIL = new Mail("ann@example.com", "Grüße", "Guten Tag,\n\nschön.");

    private final ScratchDatabase database = ScratchDatabase.create();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private final OutboxStore store = new OutboxStore(database.jdbc());
    private final OutboxTransactions transactions = new OutboxTransactions(database.transactions());

    /** An outbox with the queue that empties it. */
    private record Wired(Outbox outbox, TestQueue queue, MailCheck check, MailFact fact)
            implements AutoCloseable {
        @Override
        public void close() {
            queue.close();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aMailIsDeliveredOnceAfterItsTransaction() throws Exception {
        var server = new GreenMail(smtp(freePort()));
        server.start();
        try (var wired = wire(server.getSmtp().getPort())) {
            var id = mail(wired, ADA);
            assertThat(server.waitForIncomingEmail(30_000, 1)).isTrue();
            awaitState(wired, ADA, id, Message.State.SENT);
            assertThat(server.getReceivedMessages()).hasSize(1);
            var received = server.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo("Grüße");
            assertThat(received.getContent().toString().strip())
                    .isEqualToIgnoringNewLines(MAIL.text());
            assertThat(received.getFrom()[0]).hasToString("Lex <no-reply@lex.example>");
            assertThat(received.getMessageID()).isEqualTo("<%s.1@lex.example>".formatted(id));
            assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(wired.check.look().health()).isEqualTo(Health.GOOD);
            assertThat(as(ADA, wired.fact::fact)).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void aMailWaitsForAServerThatIsDown() throws Exception {
        var port = freePort();
        try (var wired = wire(port)) {
            var id = mail(wired, ADA);
            await().until(() -> one(wired, ADA, id).message().lastError() != null);
            var waiting = one(wired, ADA, id).message();
            assertThat(waiting.state()).isEqualTo(Message.State.QUEUED);
            assertThat(waiting.lastError()).contains("onnect");
            var seen = wired.check.look();
            assertThat(seen.health()).isEqualTo(Health.BAD);
            assertThat(seen.summary()).contains("onnect");
            assertThat(as(ADA, wired.fact::fact))
                    .get()
                    .satisfies(f -> assertThat(f.health()).isEqualTo(Health.BAD));

            var server = new GreenMail(smtp(port));
            server.start();
            try {
                clock.move(Duration.ofMinutes(1));
                assertThat(server.waitForIncomingEmail(30_000, 1)).isTrue();
                awaitState(wired, ADA, id, Message.State.SENT);
                assertThat(one(wired, ADA, id).message().lastError()).isNull();
                assertThat(one(wired, ADA, id).message().attempts()).isEqualTo(2);
            } finally {
                server.stop();
            }
        }
    }

    @Test
    void withoutAServerMailIsKeptAndTheStatusSaysSo() {
        try (var wired = wire(null)) {
            var id = mail(wired, ADA);
            var kept = one(wired, ADA, id);
            assertThat(kept.message().state()).isEqualTo(Message.State.KEPT);
            assertThat(kept.text()).isEqualTo(MAIL.text());
            var seen = wired.check.look();
            assertThat(seen.health()).isEqualTo(Health.WARN);
            assertThat(seen.summary())
                    .isEqualTo("Mail is kept here, not sent: no SMTP server is configured.");
            assertThat(seen.mend()).contains("PRACTICEOPS_SMTP_HOST");
            assertThat(as(ADA, wired.fact::fact)).isPresent();
            assertThatThrownBy(() -> Acting.as(ADA, () -> wired.outbox.resend(id)))
                    .isInstanceOf(Problem.class);
        }
    }

    @Test
    void whatWasKeptIsSentOnRequestOnceAServerIsConfigured() throws Exception {
        UUID id;
        try (var wired = wire(null)) {
            id = mail(wired, ADA);
        }
        var server = new GreenMail(smtp(freePort()));
        server.start();
        try (var wired = wire(server.getSmtp().getPort())) {
            Acting.as(ADA, () -> wired.outbox.resend(id));
            awaitState(wired, ADA, id, Message.State.SENT);
            assertThat(one(wired, ADA, id).messageId())
                    .isEqualTo("<%s.2@lex.example>".formatted(id));
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void aTransactionThatRollsBackLeavesNoMail() throws Exception {
        var server = new GreenMail(smtp(freePort()));
        server.start();
        try (var wired = wire(server.getSmtp().getPort())) {
            as(
                    ADA,
                    () ->
                            database.transaction()
                                    .execute(transaction -> {
                                        transaction.setRollbackOnly();
                                        return wired.outbox.mail(MAIL);
                                    }));
            var second = mail(wired, ADA);
            awaitState(wired, ADA, second, Message.State.SENT);
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(as(ADA, () -> wired.outbox.newest(null, null, 10)).items()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void mailOutsideATransactionIsRefused() {
        try (var wired = wire(null)) {
            assertThatThrownBy(() -> as(ADA, () -> wired.outbox.mail(MAIL)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void oneFirmDoesNotSeeTheMailOfAnotherNorOfTheInstallation() {
        try (var wired = wire(null)) {
            var ofAda = mail(wired, ADA);
            var ofNobody =
                    as(OPERATOR, () -> transactions.acrossFirms(() -> wired.outbox.mail(MAIL)));
            assertThat(ids(wired, ADA)).containsExactly(ofAda);
            assertThat(ids(wired, BOB)).isEmpty();
            assertThat(ids(wired, OPERATOR)).containsExactly(ofNobody);
            assertThatThrownBy(() -> one(wired, BOB, ofAda)).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> one(wired, ADA, ofNobody)).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> one(wired, OPERATOR, ofAda)).isInstanceOf(Problem.class);
        }
    }

    @Test
    void mailOfTheInstallationIsSentInThePlatformRole() throws Exception {
        var server = new GreenMail(smtp(freePort()));
        server.start();
        try (var wired = wire(server.getSmtp().getPort())) {
            var id = as(OPERATOR, () -> transactions.acrossFirms(() -> wired.outbox.mail(MAIL)));
            awaitState(wired, OPERATOR, id, Message.State.SENT);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void aRefusedRecipientIsFinalAndDoesNotMeanThatMailIsDown() throws Exception {
        try (var server = new ScriptedSmtp(Map.of("RCPT", "550 5.1.1 <ann@example.com> unknown"));
                var wired = wire(server.port())) {
            var id = mail(wired, ADA);
            awaitState(wired, ADA, id, Message.State.FAILED);
            var failed = one(wired, ADA, id).message();
            assertThat(failed.attempts()).isEqualTo(1);
            assertThat(failed.lastError()).contains("550 5.1.1");
            assertThat(wired.check.look().health()).isEqualTo(Health.UNKNOWN);
        }
    }

    @Test
    void aTemporaryRefusalIsTriedAgainAndNamesNoAddressBeyondTheFirm() throws Exception {
        try (var server =
                        new ScriptedSmtp(Map.of("RCPT", "450 4.2.0 <ann@example.com> greylisted"));
                var wired = wire(server.port())) {
            var id = mail(wired, ADA);
            await().until(() -> one(wired, ADA, id).message().lastError() != null);
            assertThat(one(wired, ADA, id).message().state()).isEqualTo(Message.State.QUEUED);
            assertThat(wired.check.look().summary()).contains("greylisted").doesNotContain("ann@");
            clock.move(Duration.ofMinutes(1));
            await().until(() -> one(wired, ADA, id).message().attempts() == 2);
        }
    }

    @Test
    void aServerThatWantsUsToSignInIsNoVerdictOnTheMail() throws Exception {
        try (var server = new ScriptedSmtp(Map.of("MAIL", "530 5.7.0 Authentication required"));
                var wired = wire(server.port())) {
            var id = mail(wired, ADA);
            await().until(() -> one(wired, ADA, id).message().lastError() != null);
            assertThat(one(wired, ADA, id).message().state()).isEqualTo(Message.State.QUEUED);
        }
    }

    @Test
    void theNewestMailComesFirstInSlicesAndByState() {
        try (var wired = wire(null)) {
            var ids = new java.util.ArrayList<UUID>();
            for (var number = 0; number < 5; number++) {
                clock.move(Duration.ofSeconds(1));
                ids.addFirst(mail(wired, ADA));
            }
            var first = as(ADA, () -> wired.outbox.newest(null, null, 3));
            var second = as(ADA, () -> wired.outbox.newest(Message.State.KEPT, first.next(), 3));
            assertThat(first.items())
                    .extracting(Message::id)
                    .containsExactlyElementsOf(ids.subList(0, 3));
            assertThat(second.items())
                    .extracting(Message::id)
                    .containsExactlyElementsOf(ids.subList(3, 5));
            assertThat(second.next()).isNull();
            assertThat(as(ADA, () -> wired.outbox.newest(Message.State.SENT, null, 3)).items())
                    .isEmpty();
        }
    }

    @Test
    void mailIsReadAndSentAgainByThoseWhoMay() {
        var nobody =
                new Actor(Actor.Kind.USER, UUID.randomUUID(), null, "Sue", ADA.firm(), Set.of());
        try (var wired = wire(null)) {
            var id = mail(wired, nobody);
            assertThatThrownBy(() -> one(wired, nobody, id)).isInstanceOf(Denied.class);
            assertThatThrownBy(() -> ids(wired, nobody)).isInstanceOf(Denied.class);
            assertThatThrownBy(() -> Acting.as(nobody, () -> wired.outbox.resend(id)))
                    .isInstanceOf(Denied.class);
            assertThat(as(nobody, wired.fact::fact)).isEmpty();
        }
    }

    private Wired wire(@Nullable Integer port) {
        var settings = settings(port);
        var smtp = port == null ? null : new Smtp(settings, clock);
        var task = OutboxConfiguration.sending(new Delivery(transactions, store, smtp, clock));
        var queue = new TestQueue(database, clock, List.of(task)).start();
        var outbox =
                new Outbox(transactions, store, queue.tasks(), settings, clock, new Ids(clock));
        var check =
                new MailCheck(
                        settings,
                        () -> transactions.acrossFirms(() -> MailTraffic.read(database.jdbc())),
                        clock);
        return new Wired(outbox, queue, check, new MailFact(settings, check));
    }

    private static SmtpSettings settings(@Nullable Integer port) {
        return new SmtpSettings(
                port == null ? null : "127.0.0.1",
                port == null ? 587 : port,
                null,
                null,
                false,
                "Lex <no-reply@lex.example>",
                Duration.ofSeconds(5));
    }

    private UUID mail(Wired wired, Actor actor) {
        return as(
                actor,
                () -> database.transaction().execute(transaction -> wired.outbox.mail(MAIL)));
    }

    private static Letter one(Wired wired, Actor actor, UUID id) {
        return as(actor, () -> wired.outbox.one(id));
    }

    private static List<UUID> ids(Wired wired, Actor actor) {
        return as(actor, () -> wired.outbox.newest(null, null, 10)).items().stream()
                .map(Message::id)
                .toList();
    }

    private static void awaitState(Wired wired, Actor actor, UUID id, Message.State state) {
        await().until(() -> one(wired, actor, id).message().state() == state);
    }

    private static <T> T as(Actor actor, Supplier<T> work) {
        return Acting.as(actor, "test", work::get);
    }

    private static Actor of(@Nullable UUID firm) {
        return new Actor(
                Actor.Kind.USER,
                UUID.randomUUID(),
                null,
                "Ada",
                firm,
                Set.of(Outbox.READ.name(), Outbox.SEND.name()));
    }

    private static ServerSetup smtp(int port) {
        return new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
