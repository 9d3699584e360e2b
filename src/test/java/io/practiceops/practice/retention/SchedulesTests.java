package io.practiceops.practice.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.InPractice;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.jobs.MovableClock;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.documents.Document.Category;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Until when documents are kept: the longest counts, and nothing makes it shorter. */
@InPractice
@Import(LaterYears.class)
class SchedulesTests {

    private final ApplicationContext application;
    private final Schedules schedules;
    private final Sweeping sweeping;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate meanwhile;
    private final PlatformTransactionManager transactions;
    private final RetentionJob job;

    private RetentionPractice practice;
    private UUID client;
    private LocalDate today;

    SchedulesTests(
            ApplicationContext application,
            Schedules schedules,
            Sweeping sweeping,
            MovableClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            PlatformTransactionManager transactions,
            RetentionJob job) {
        this.application = application;
        this.schedules = schedules;
        this.sweeping = sweeping;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.transactions = transactions;
        this.job = job;
        this.meanwhile = new TransactionTemplate(transactions);
        this.meanwhile.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @BeforeEach
    void aClient() {
        practice = new RetentionPractice(application);
        client = practice.client("FL");
        today = practice.kept(practice.paper(client, Category.OTHER, null)).today();
    }

    @Test
    void ofSeveralRulesTheLongestCounts() {
        var older = practice.kept(practice.paper(client, Category.TAX_RETURN, today.getYear() - 1));
        var newer = practice.kept(practice.paper(client, Category.TAX_RETURN, today.getYear()));

        assertThat(older.given())
                .extracting(Kept.Given::rule)
                .containsExactly("papers-2555", "papers-7-years", "us-return-copy");
        assertThat(older.until()).isEqualTo(today.plusDays(2555));
        assertThat(newer.deciding().rule()).isEqualTo("papers-7-years");
        assertThat(newer.until()).isEqualTo(LocalDate.of(today.getYear() + 7, 12, 31));
    }

    @Test
    void theSumIsExplainedWithItsSource() {
        var kept = practice.kept(practice.paper(client, Category.MEMORANDUM, null));

        assertThat(kept.deciding().arithmetic())
                .isEqualTo(
                        "%s + 2,555 days = %s"
                                .formatted(
                                        Days.inWords(today), Days.inWords(today.plusDays(2555))));
        assertThat(kept.deciding().source().source()).contains("2,555 days");
        assertThat(kept.reasons()).singleElement().asString().contains("Client papers, 2,555 days");
        assertThat(kept.isDue()).isFalse();
    }

    @Test
    void filedDifferentlyItKeepsWhatWasPromised() {
        var paper = practice.paper(client, Category.TAX_FORM, today.getYear() + 3);
        var promised = practice.kept(paper).until();

        practice.file(paper, Category.IDENTITY, today.getYear(), List.of());

        var kept = practice.kept(paper);
        assertThat(kept.until()).isEqualTo(promised);
        assertThat(kept.deciding().applies()).isFalse();
        assertThat(kept.given())
                .anyMatch(one -> one.rule().equals("personal-2190") && one.applies());
    }

    @Test
    void aLaterYearMakesItLonger() {
        var paper = practice.paper(client, Category.TAX_FORM, today.getYear());

        practice.file(paper, Category.TAX_FORM, today.getYear() + 4, List.of());

        assertThat(practice.kept(paper).until())
                .isEqualTo(LocalDate.of(today.getYear() + 11, 12, 31));
    }

    @Test
    void shorteningARuleNeverShortensWhatIsStored() {
        var paper = practice.paper(client, Category.CONTRACT, null);
        var rule = add("20 years");
        sweep();
        var promised = LocalDate.of(today.getYear() + 20, 12, 31);
        assertThat(practice.kept(paper).until()).isEqualTo(promised);

        practice.asApprover(() ->
                schedules.change(
                        UUID.fromString(rule.id()), rule.version(), ofContracts("9 years")));
        sweep();
        var later = practice.paper(client, Category.CONTRACT, null);

        assertThat(practice.kept(paper).until()).isEqualTo(promised);
        assertThat(practice.kept(later).until())
                .isEqualTo(LocalDate.of(today.getYear() + 9, 12, 31));
    }

    @Test
    void endingARuleLeavesWhatItGave() {
        var paper = practice.paper(client, Category.CONTRACT, null);
        var rule = add("20 years");
        sweep();

        practice.asApprover(() -> {
            schedules.end(UUID.fromString(rule.id()));
            return rule;
        });
        sweep();

        assertThat(practice.kept(paper).until())
                .isEqualTo(LocalDate.of(today.getYear() + 20, 12, 31));
        assertThat(practice.firm.asSystem(schedules::all)).noneMatch(RetentionRule::isOfFirm);
    }

    @Test
    void theDatabaseRefusesAShorterDate() {
        var paper = practice.paper(client, Category.CONTRACT, null);
        for (var table : List.of("document_retention", "document_kept")) {
            for (var to : List.of("kept_until - 1", "NULL")) {
                assertThatThrownBy(() -> update(table, to, paper))
                        .isInstanceOf(DataAccessException.class)
                        .hasStackTraceContaining("never shortened");
            }
            assertThatThrownBy(() ->
                            inFirm("DELETE FROM " + table + " WHERE document_id = :id", paper))
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied");
        }
    }

    private int update(String table, String to, UUID paper) {
        return inFirm(
                "UPDATE %s SET kept_until = %s%s WHERE document_id = :id"
                        .formatted(
                                table,
                                to,
                                table.equals("document_retention") && to.equals("NULL")
                                        ? ", counted_from = NULL"
                                        : ""),
                paper);
    }

    private int inFirm(String sql, UUID id) {
        Integer rows =
                practice.firm.asSystem(
                        () -> transaction.execute(_ -> jdbc.sql(sql).param("id", id).update()));
        return rows == null ? 0 : rows;
    }

    @Test
    void aRuleWithoutEffectIsRefused() {
        assertThatThrownBy(() -> add("5 years", CountedFrom.DOCUMENT_YEAR, Category.TAX_FORM))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("only be longer");
    }

    @Test
    void anEndNobodyRecordedKeepsWithoutEndUntilSomebodyDoes() {
        var away = practice.client("AZ");
        var statement = practice.paper(away, Category.BANK_STATEMENT, today.getYear());
        var open = practice.kept(statement);
        assertThat(open.isOpen()).isTrue();
        assertThat(open.deciding().rule()).isEqualTo("az-client-money");
        assertThat(open.deciding().arithmetic()).contains("not on record");

        clock.move(Duration.ofDays(365 * 12));
        assertThat(practice.kept(statement).isDue()).isFalse();
        var ended = practice.kept(statement).today();
        practice.asApprover(() -> {
            schedules.clientEnded(away, ended);
            return away;
        });

        countPapersOf(away);

        assertThat(practice.kept(statement).until())
                .isEqualTo(LocalDate.of(ended.getYear() + 5, 12, 31));
    }

    @Test
    void theEndOfTheWorkCountsForWhatIsClosedToWhoRecordsIt() {
        var away = practice.client("AZ");
        var statement = practice.paper(away, Category.BANK_STATEMENT, today.getYear());
        practice.close(statement);

        practice.asApprover(() -> {
            schedules.clientEnded(away, today);
            return away;
        });
        countPapersOf(away);

        assertThat(practice.kept(statement).isOpen()).isFalse();
    }

    /** Does what the queue would do. */
    private void countPapersOf(UUID away) {
        Long waiting =
                transaction.execute(_ ->
                        jdbc.sql(
                                        "SELECT count(*) FROM scheduled_tasks WHERE task_name = 'retention.count-client' AND for_firm = :firm")
                                .param("firm", practice.firm.id())
                                .query(Long.class)
                                .single());
        assertThat(waiting).isOne();
        practice.firm.asSystem(() -> {
            sweeping.run(away);
            return away;
        });
    }

    @Test
    void theFirmsDayDecidesNotGreenwichs() {
        var now = clock.instant();
        var evening =
                today.atTime(23, 30).atZone(java.time.ZoneId.of("America/New_York")).toInstant();
        clock.move(Duration.between(now, evening));

        var kept = practice.kept(practice.paper(client, Category.OTHER, null));

        assertThat(kept.deciding().countedFrom()).isEqualTo(today);
    }

    @Test
    void aSweepGoesOnWhereItWasLeft() {
        for (var number = 0; number < 4; number++) {
            practice.paper(client, Category.CONTRACT, null);
        }
        add("20 years");

        assertThat(step()).isTrue();
        assertThat(step()).isTrue();
        assertThat(progress()).isEqualTo(new Schedules.Progress(4, 5, false));
        sweep();

        assertThat(progress()).isEqualTo(new Schedules.Progress(5, 5, true));
        assertThat(practice.firm.asSystem(schedules::counts).uncounted()).isZero();
    }

    @Test
    void whatCameWhileARuleChangedIsCountedWithTheRulesInForce() {
        sweep();
        var paper =
                practice.firm.asSystem(() ->
                        transaction.execute(_ -> {
                            var coming = practice.paper(client, Category.CONTRACT, null);
                            meanwhile.executeWithoutResult(_ -> {
                                add("20 years");
                                sweep();
                            });
                            return coming;
                        }));
        assertThat(paper).isNotNull();
        assertThat(practice.kept(paper).until()).isEqualTo(today.plusDays(2555));

        sweep();

        assertThat(practice.kept(paper).until())
                .isEqualTo(LocalDate.of(today.getYear() + 20, 12, 31));
        assertThat(step()).isFalse();
    }

    @Test
    void aFirmThatFailsDoesNotStopThoseBehindIt() {
        var behind = new RetentionPractice(application);
        behind.paper(behind.client("FL"), Category.CONTRACT, null);
        zone("Nowhere/Else");
        try {
            assertThatThrownBy(job::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(practice.firm.id().toString());
        } finally {
            zone("America/New_York");
        }

        assertThat(behind.firm.asSystem(schedules::progress))
                .contains(new Schedules.Progress(1, 1, true));
        assertThat(practice.firm.asSystem(schedules::progress)).isEmpty();
    }

    private void zone(String zone) {
        new AcrossFirmsTemplate(transactions)
                .executeWithoutResult(_ ->
                        jdbc.sql("UPDATE firm SET zone = :zone WHERE id = :firm")
                                .param("zone", zone)
                                .param("firm", practice.firm.id())
                                .update());
    }

    private boolean step() {
        return Boolean.TRUE.equals(
                practice.firm.asSystem(() -> transaction.execute(_ -> sweeping.step(2))));
    }

    private Schedules.@Nullable Progress progress() {
        return practice.firm.asSystem(schedules::progress).orElse(null);
    }

    private void sweep() {
        practice.firm.asSystem(() -> {
            sweeping.run();
            return client;
        });
    }

    private RetentionRule add(String keep) {
        return practice.asApprover(() -> schedules.add(ofContracts(keep)));
    }

    private RetentionRule add(String keep, CountedFrom from, Category category) {
        return practice.asApprover(() -> schedules.add(rule(keep, from, category)));
    }

    private static NewRule ofContracts(String keep) {
        return rule(keep, CountedFrom.UPLOADED, Category.CONTRACT);
    }

    private static NewRule rule(String keep, CountedFrom from, Category category) {
        return new NewRule(
                "Ours",
                new RetentionRule.Scope(Set.of(category), Set.of(), null, null, null),
                Period.parse(keep),
                from,
                "Our policy",
                null);
    }
}
