package io.practiceops.trust.reviews;

import io.practiceops.foundation.database.AcrossFirms;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Invalid;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.trust.access.Firms;
import io.practiceops.trust.access.Users;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The access reviews of the actor's firm: opened with a snapshot of who holds what, decided item by
 * item by somebody else than the person it is about, closed into a report that does not change any
 * more. What changes logins runs in the platform role, as all that does.
 */
@Service
public class Reviews {

    public static final Right READ = new Right("reviews.read");

    /** Opens and closes. To decide one is named in the review, and may change people. */
    public static final Right WRITE = new Right("reviews.write");

    static final String KIND = "access-review";
    private static final int LONGEST_DAYS = 366;

    private final ReviewStore reviews;
    private final ReviewItemStore items;
    private final Snapshot snapshot;
    private final Drift drift;
    private final Effects effects;
    private final Reviewers reviewers;
    private final Firms firms;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Reviews(
            ReviewStore reviews,
            ReviewItemStore items,
            Snapshot snapshot,
            Drift drift,
            Effects effects,
            Reviewers reviewers,
            Firms firms,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.reviews = reviews;
        this.items = items;
        this.snapshot = snapshot;
        this.drift = drift;
        this.effects = effects;
        this.reviewers = reviewers;
        this.firms = firms;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Opens a review with a snapshot as of now, and tells its reviewer and deputy. */
    @AcrossFirms
    public Review open(NewReview wanted) {
        Acting.require(WRITE);
        var zone = firms.current().zone();
        var now = clock.instant();
        var dueOn = Objects.requireNonNull(wanted.dueOn());
        var today = LocalDate.ofInstant(now, zone);
        new Invalid()
                .unless(
                        !dueOn.isBefore(today) && !dueOn.isAfter(today.plusDays(LONGEST_DAYS)),
                        "due",
                        "Choose a day from today on, within a year.")
                .throwIfAny();
        var id = ids.next();
        var found = snapshot.of(id, wanted);
        reviewers.check(wanted, found);
        var review =
                new Review(
                        id,
                        wanted.name(),
                        Objects.requireNonNull(wanted.scope()),
                        wanted.roles(),
                        Objects.requireNonNull(wanted.reviewer()),
                        wanted.deputy(),
                        dueOn,
                        dueOn.plusDays(1).atStartOfDay(zone).toInstant(),
                        now,
                        Acting.actor().name(),
                        null,
                        found.size(),
                        0);
        reviews.insert(Acting.firm(), review);
        found.forEach(item -> items.insert(Acting.firm(), item));
        reviewers.invite(review);
        audit.record(
                AuditEvent.done("access-review.opened", KIND, id)
                        .named(review.name())
                        .detail("scope", review.scope())
                        .detail("items", found.size())
                        .detail("reviewer", review.reviewer())
                        .detail("due", dueOn));
        return review;
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public Slice<Review> list(@Nullable String cursor, int limit) {
        Acting.require(READ);
        var after = Cursor.parse(cursor, 1);
        return Slice.of(
                reviews.list(Acting.firm(), after, limit + 1),
                limit,
                review -> Cursor.at(review.id()));
    }

    @Transactional(readOnly = true)
    public Review find(UUID id) {
        Acting.require(READ);
        return review(id);
    }

    /** What is looked at; what needs a reason first. */
    @Transactional(readOnly = true)
    public List<ReviewItem> items(UUID review) {
        Acting.require(READ);
        return items.of(Acting.firm(), review(review).id());
    }

    @Transactional(readOnly = true)
    public ReviewItem item(UUID id) {
        Acting.require(READ);
        return one(id);
    }

    /** What became of the people and keys since the snapshot, by item. */
    @AcrossFirms(readOnly = true)
    public Map<UUID, Change> changes(List<ReviewItem> since) {
        Acting.require(READ);
        return drift.since(since);
    }

    /** Decides about one item; the decision takes effect at once, or nothing happens. */
    @AcrossFirms
    public ReviewItem decide(UUID itemId, Decision decision) {
        var item = one(itemId);
        reviews.lock(Acting.firm(), item.review());
        var review = review(item.review());
        item = one(itemId);
        var by = refuseUnlessDecider(review, item);
        refuseWhatIsSettled(review, item);
        if (decision.kind() == Decision.Kind.KEEP && item.needsReason()) {
            new Invalid()
                    .line(
                            "reason",
                            decision.reason(),
                            500,
                            "Say why this is kept: " + String.join(", ", item.findings()) + ".")
                    .throwIfAny();
        }
        var verdict = new ReviewItem.Verdict(decision, by, Acting.actor().name(), clock.instant());
        effects.of(item, decision, drift.since(List.of(item)).get(item.id()));
        items.decide(Acting.firm(), itemId, verdict);
        audit.record(
                AuditEvent.done("access-review.decided", KIND, review.id())
                        .named(review.name())
                        .detail("item", item.id())
                        .detail("subject", item.subject())
                        .detail("decision", decision.kind())
                        .personal("subject.name", item.name())
                        .personal("reason", decision.reason()));
        return one(itemId);
    }

    private static UUID refuseUnlessDecider(Review review, ReviewItem item) {
        Acting.require(Users.WRITE);
        var actor = Acting.actor().id();
        if (actor == null || !review.isDecidedBy(actor)) {
            throw new Problem(
                    ProblemType.NOT_ALLOWED,
                    "In this review others decide.",
                    "Ask its reviewer or deputy, or open a review of your own.");
        }
        if (actor.equals(item.person())) {
            throw new Problem(
                    ProblemType.NOT_ALLOWED,
                    "Nobody decides about their own access.",
                    "Leave this one to the review's deputy; where there is none, it stays undecided.");
        }
        return actor;
    }

    private static void refuseWhatIsSettled(Review review, ReviewItem item) {
        if (!review.isOpen()) {
            throw Problem.conflict("This review is closed.", "Open a new one.");
        }
        if (item.verdict() != null) {
            throw Problem.conflict(
                    "This is decided already, by %s.".formatted(item.verdict().byName()),
                    "What is to change since then, change under People.");
        }
    }

    /**
     * Closes the review and makes its report. With items nobody decided only when that is said;
     * they stand in the report as undecided, never as kept.
     */
    @AcrossFirms
    public Review close(UUID id, boolean leaveUndecided) {
        Acting.require(WRITE);
        reviews.lock(Acting.firm(), id);
        var review = review(id);
        if (!review.isOpen()) {
            throw Problem.conflict("This review is closed already.", "Its report is on its page.");
        }
        if (review.undecided() > 0 && !leaveUndecided) {
            throw Problem.conflict(
                    "%d of %d are not decided yet.".formatted(review.undecided(), review.items()),
                    "Have them decided, or close it and leave them undecided: the report will say so.");
        }
        var now = clock.instant();
        var report =
                ReviewReport.of(
                        firms.current(),
                        review,
                        items.of(Acting.firm(), id),
                        reviewers.names(review),
                        now);
        reviews.close(Acting.firm(), id, now, report);
        audit.record(
                AuditEvent.done("access-review.closed", KIND, id)
                        .named(review.name())
                        .detail("items", review.items())
                        .detail("undecided", review.undecided())
                        .detail("late", now.isAfter(review.dueAt()))
                        .detail("json.sha256", report.jsonHash())
                        .detail("csv.sha256", report.csvHash()));
        return review(id);
    }

    /** The report of a closed review; that it was taken away is on record before it leaves. */
    @Transactional
    public ReviewReport download(UUID id, String form) {
        var report = report(id);
        audit.record(
                AuditEvent.done("access-review.downloaded", KIND, id)
                        .named(review(id).name())
                        .detail("form", form));
        return report;
    }

    /** The report, for the page that shows its hash. */
    @Transactional(readOnly = true)
    public ReviewReport report(UUID id) {
        Acting.require(READ);
        var review = review(id);
        return reviews.report(Acting.firm(), id)
                .orElseThrow(() ->
                        Problem.conflict(
                                "The review “%s” is still open.".formatted(review.name()),
                                "Close it; that makes the report."));
    }

    private Review review(UUID id) {
        return reviews.find(Acting.firm(), id).orElseThrow(() -> Problem.notFound("access review"));
    }

    private ReviewItem one(UUID id) {
        return items.find(Acting.firm(), id)
                .orElseThrow(() -> Problem.notFound("item of an access review"));
    }
}
