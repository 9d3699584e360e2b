package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.TestSealing.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.database.ScratchDatabase;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Denied;
import io.practiceops.trust.audit.AuditEvent;
import io.practiceops.trust.audit.TestAudit;
import io.practiceops.trust.tlog.TlogProof;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retention, erasure, and the verification that tells both from tampering. */
class ForgettingTests {

    private static final UUID FIRM = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final UUID MAYA = new UUID(3, 3);
    private static final LocalDate MARCH = LocalDate.of(2015, 3, 1);

    private static final String SOME_EVENT =
            "(SELECT event_id FROM audit_leaf l JOIN audit_log g ON g.id = l.log_id WHERE leaf_index = 3 AND size = 300)";

    private final ScratchDatabase database = ScratchDatabase.create();
    private final MovableClock clock = new MovableClock(Instant.parse("2015-03-10T09:00:00Z"));

    @TempDir private Path home;

    private TestSealing sealing;

    @BeforeEach
    void twoFirmsInMarch() {
        sealing = new TestSealing(database, clock, home);
        TestAudit.makePartition(database, MARCH);
        TestAudit.makePartition(database, MARCH.plusMonths(1));
        inFirm(Actor.Kind.USER, 300);
        sealing.record(OTHER, 20);
        sealing.seal();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Events with a name and an address in each. */
    private void inFirm(Actor.Kind kind, int events) {
        var maya = new Actor(kind, MAYA, new UUID(4, 4), "Maya Ortiz", FIRM, Set.of());
        as(
                maya,
                () ->
                        sealing.across(() -> {
                            for (var i = 0; i < events; i++) {
                                sealing.audit.record(
                                        AuditEvent.done("client.changed", "client", "c" + i)
                                                .named("Client " + i)
                                                .personal("address", "192.0.2." + i % 250));
                            }
                            return true;
                        }));
    }

    @Test
    void aMonthStaysUntilBothItsDaysAndItsYearsAreOver() {
        // 2555 days after 1 April 2015 is 30 March 2022, seven calendar years 1 April 2022.
        moveTo("2022-03-31T23:59:59Z");
        assertThat(sealing.retention.isOver(MARCH)).isFalse();
        moveTo("2022-04-01T00:00:00Z");
        assertThat(sealing.retention.isOver(MARCH)).isTrue();
    }

    @Test
    void whatWentIsAccountedForAndWhatIsLeftStaysProven() {
        inApril();
        moveTo("2022-04-02T00:00:00Z");
        sealing.retention.run();
        sealing.seal();

        assertThat(sealing.count("audit_event WHERE occurred_at < '2015-04-01'")).isZero();
        assertThat(sealing.count("audit_personal p WHERE field = 'object.name'")).isEqualTo(5);
        assertThat(sealing.actions()).filteredOn("audit.truncated"::equals).hasSize(2);
        var told =
                sealing.across(() ->
                        database.jdbc()
                                .sql(
                                        "SELECT canonical FROM audit_event WHERE action = 'audit.truncated' AND firm_id = ?")
                                .param(FIRM)
                                .query(String.class)
                                .single());
        assertThat(told)
                .contains("\"events\":\"300\"", "\"first-index\":\"0\"", "\"last-index\":\"299\"")
                .contains("\"month\":\"2015-03\"");
        assertThat(
                        sealing.count(
                                "audit_leaf l JOIN audit_log g ON g.id = l.log_id WHERE leaf_index < 256 AND kind = 'FIRM'"
                                        + " AND g.firm_id = '"
                                        + FIRM
                                        + "'"))
                .isZero();
        proves(newestOf(FIRM));
        assertVerified(Verification.Outcome.PROVEN);
    }

    @Test
    void aTruncationThatWasCutOffGoesOnWhereItWas() {
        inApril();
        moveTo("2022-04-02T00:00:00Z");
        assertThat(sealing.retention.begin(MARCH)).isTrue();
        sealing.across(() -> sealing.retentionStore.deleteOpenings(MARCH, 100));
        sealing.seal();
        assertVerified(Verification.Outcome.PROVEN);
        sealing.across(() -> sealing.retentionStore.forgetLeaves(MARCH, 100));
        sealing.seal();
        assertVerified(Verification.Outcome.PROVEN);

        sealing.retention.run();
        sealing.retention.run();
        sealing.seal();

        assertThat(sealing.count("audit_event WHERE occurred_at < '2015-04-01'")).isZero();
        assertThat(sealing.actions()).filteredOn("audit.truncated"::equals).hasSize(2);
        assertVerified(Verification.Outcome.PROVEN);
    }

    @Test
    void aMonthThatIsNotAnchoredStays() {
        sealing.record(FIRM, 1);
        moveTo("2022-04-02T00:00:00Z");
        sealing.retention.run();
        assertThat(sealing.actions()).doesNotContain("audit.truncated");

        sealing.sealOnce();
        sealing.checkpoint();
        sealing.retention.run();
        assertThat(sealing.actions()).doesNotContain("audit.truncated");

        sealing.anchor();
        sealing.retention.run();
        assertThat(sealing.actions()).contains("audit.truncated");
    }

    private void inApril() {
        moveTo("2015-04-10T09:00:00Z");
        inFirm(Actor.Kind.USER, 5);
        sealing.seal();
    }

    @Test
    void whoIsErasedIsNamelessAndEveryProofStillHolds() {
        var event = newestOf(FIRM);
        clock.move(Duration.ofSeconds(1));

        var fields =
                inFirm(() -> sealing.across(() -> sealing.erasure.erase("user", MAYA.toString())));
        assertThat(fields).isEqualTo(600);
        assertThat(sealing.count("audit_personal WHERE field IN ('actor.name', 'address')"))
                .isZero();
        assertThat(sealing.count("audit_personal WHERE field = 'object.name'")).isEqualTo(300);
        assertThat(
                        inFirm(() ->
                                sealing.across(
                                        () -> sealing.erasure.erase("user", MAYA.toString()))))
                .as("again")
                .isZero();
        sealing.seal();
        proves(event);
        assertVerified(Verification.Outcome.PROVEN);
    }

    @Test
    void aRecordOrASingleFieldIsErased() {
        var event = newestOf(FIRM);
        clock.move(Duration.ofSeconds(1));
        inFirm(() -> sealing.across(() -> sealing.erasure.erase("client", "c0")));
        inFirm(() ->
                sealing.across(() -> {
                    sealing.erasure.eraseField(event, "address");
                    return true;
                }));
        assertThat(sealing.count("audit_personal WHERE field = 'object.name'")).isEqualTo(299);
        assertThat(sealing.count("audit_personal WHERE field = 'address'")).isEqualTo(299);
        sealing.seal();
        assertVerified(Verification.Outcome.PROVEN);
    }

    @Test
    void whoMayOnlyReadErasesNothing() {
        var reader = new Actor(Actor.Kind.USER, MAYA, null, "Maya", FIRM, Set.of("audit.read"));
        assertThatThrownBy(() -> as(reader, () -> sealing.erasure.erase("client", "c0")))
                .isInstanceOf(Denied.class);
    }

    @Test
    void nobodyErasesInTheTrailOfAnotherFirm() {
        var other = Actor.system("test", OTHER);
        var gone =
                as(
                        other,
                        () -> sealing.across(() -> sealing.erasure.erase("user", MAYA.toString())));
        assertThat(gone).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET canonical = replace(canonical, 'client.changed', 'client.removed')"
                        + " WHERE id = EVENT",
                "UPDATE audit_event SET action = 'client.removed' WHERE id = EVENT",
                "DELETE FROM audit_event WHERE id = EVENT",
                "UPDATE audit_leaf SET leaf_hash = sha256('x') WHERE leaf_index = 3",
                "UPDATE audit_leaf SET leaf_hash = sha256('x') WHERE leaf_index = 299",
                "DELETE FROM audit_leaf WHERE leaf_index = 299",
                "UPDATE audit_tile SET hashes = overlay(hashes PLACING sha256('x') FROM 33) WHERE tile_index = 0",
                "UPDATE audit_root SET root = sha256('x') WHERE system_index = 0",
                "UPDATE audit_root SET at = at + interval '1 day' WHERE system_index = 0",
                "DELETE FROM audit_root WHERE system_index = 0",
                "UPDATE audit_checkpoint SET note = replace(note, 'example.com', 'example.org')",
                "UPDATE audit_personal SET value = 'Somebody Else' WHERE field = 'actor.name'"
                        + " AND event_id = EVENT",
                "DELETE FROM audit_personal WHERE field = 'actor.name'" + " AND event_id = EVENT",
                "INSERT INTO audit_event SELECT gen_random_uuid(), occurred_at - interval '1 day', firm_id, actor_kind, actor_id,"
                        + " action, object_type, object_id, outcome, request_id, canonical, leaf_hash FROM audit_event LIMIT 1",
                "UPDATE audit_leaf SET event_id = (SELECT event_id FROM audit_inbox), occurred_at ="
                        + " (SELECT occurred_at FROM audit_inbox)"
                        + " WHERE leaf_index = 5 AND log_id = (SELECT min(log_id) FROM audit_leaf)",
                "DELETE FROM audit_inbox"
            })
    void whatSomebodyWithAllPowersChangesIsFound(String tampering) {
        sealing.record(OTHER, 1);
        for (var table :
                List.of(
                        "audit_event",
                        "audit_leaf",
                        "audit_tile",
                        "audit_root",
                        "audit_checkpoint",
                        "audit_personal")) {
            sealing.asOwner("ALTER TABLE %s DISABLE TRIGGER written_once".formatted(table));
        }
        assertThat(sealing.asSuperuser(tampering.replace("EVENT", SOME_EVENT)))
                .as("rows changed")
                .isPositive();

        assertVerified(Verification.Outcome.DIVERGED);
        var seen = sealing.verificationCheck.look();
        assertThat(seen.health()).isEqualTo(Health.BAD);
        assertThat(seen.mend()).contains("tampering");
    }

    @Test
    void noVerificationForADayIsNotFine() {
        assertThat(sealing.verificationCheck.look().health()).isEqualTo(Health.UNKNOWN);
        assertVerified(Verification.Outcome.PROVEN);
        assertThat(sealing.verificationCheck.look().health()).isEqualTo(Health.GOOD);
        clock.move(Duration.ofHours(26).plusSeconds(1));
        assertThat(sealing.verificationCheck.look().health()).isEqualTo(Health.BAD);
    }

    private void assertVerified(Verification.Outcome outcome) {
        var run = as(sealing.verification::verify);
        assertThat(run.outcome()).as(run.finding()).isEqualTo(outcome);
    }

    private void proves(UUID event) {
        var proof = as(() -> sealing.across(() -> sealing.seals.proof(event))).orElseThrow();
        assertThat(TlogProof.parse(proof.inFirmLog()).proves(proof.leaf())).isTrue();
    }

    private UUID newestOf(UUID firm) {
        return sealing.across(() ->
                database.jdbc()
                        .sql(
                                "SELECT id FROM audit_event WHERE firm_id = ? ORDER BY occurred_at DESC, id DESC LIMIT 1")
                        .param(firm)
                        .query(UUID.class)
                        .single());
    }

    private void moveTo(String time) {
        clock.move(Duration.between(clock.instant(), Instant.parse(time)));
    }

    private static <T> T inFirm(Supplier<T> work) {
        return Acting.<T, RuntimeException>as(Actor.system("test", FIRM), "test", work::get);
    }
}
