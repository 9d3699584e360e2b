package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.FormErrors;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.trust.tlog.Proofs;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The seals: checkpoints, where they are kept, the keys, and what is not under a seal yet. */
@Controller
public class SealsPage {

    /** A checkpoint as the page shows it. */
    public record Row(long size, String root, String at, int key) {}

    /** That one size of the system log goes on from another. */
    public record Compared(
            long from,
            String fromRoot,
            long to,
            String toRoot,
            List<String> hashes,
            boolean holds) {}

    /** A place outside. */
    public record Place(String name, String place, long size, String at) {}

    /** A key, the newest last. */
    public record Key(int number, String vkey, String since, @Nullable String statement) {}

    /** The last check of everything; null before the first. */
    public record Verified(String at, long entries, String outcome, @Nullable String finding) {}

    private final Seals seals;
    private final SealBoard board;

    SealsPage(Seals seals, SealBoard board) {
        this.seals = seals;
        this.board = board;
    }

    @GetMapping("/audit/seals")
    String seals(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var zone = Visitor.of(request).zone();
        var found = seals.checkpoints(cursor, Limit.DEFAULT);
        model.addAttribute("rows", found.items().stream().map(item -> row(item, zone)).toList());
        model.addAttribute(
                "older", found.next() == null ? null : "/audit/seals?cursor=" + found.next());
        model.addAttribute("newest", cursor == null ? null : "/audit/seals");
        model.addAttribute("own", seals.standing().orElse(null));
        model.addAttribute("size", seals.size());
        standing(zone, model);
        model.addAttribute("keys", keys(zone));
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        try {
            model.addAttribute("compared", from == null ? null : compared(from, to));
        } catch (Problem problem) {
            return FormErrors.again(problem, model, response, "sealing/seals");
        }
        return "sealing/seals";
    }

    private static Row row(SignedCheckpoint checkpoint, ZoneId zone) {
        return new Row(
                checkpoint.size(),
                HexFormat.of().formatHex(checkpoint.root()),
                ProofView.time(checkpoint.at(), zone),
                checkpoint.key());
    }

    private void standing(ZoneId zone, Model model) {
        var standing = board.standing();
        var since = standing.waiting().since();
        model.addAttribute("waiting", standing.waiting().entries());
        model.addAttribute("waitingSince", since == null ? null : ProofView.time(since, zone));
        model.addAttribute(
                "places",
                standing.anchors().stream()
                        .map(anchor ->
                                new Place(
                                        anchor.sink(),
                                        anchor.place(),
                                        anchor.size(),
                                        ProofView.time(anchor.at(), zone)))
                        .toList());
        model.addAttribute(
                "verified",
                standing.verification()
                        .map(last ->
                                new Verified(
                                        ProofView.time(last.finished(), zone),
                                        last.entries(),
                                        last.outcome().name(),
                                        last.finding()))
                        .orElse(null));
    }

    private List<Key> keys(ZoneId zone) {
        return seals.keys().stream()
                .map(key ->
                        new Key(
                                key.number(),
                                key.vkey(),
                                ProofView.time(key.since(), zone),
                                key.statement()))
                .toList();
    }

    /** Proves it, and checks the proof as anybody outside would. */
    private Compared compared(long from, @Nullable Long to) {
        var shown = seals.consistency(Seals.Which.SYSTEM, from, to);
        var holds =
                Proofs.consistent(
                        shown.from(), shown.fromRoot(), shown.to(), shown.toRoot(), shown.hashes());
        return new Compared(
                shown.from(),
                HexFormat.of().formatHex(shown.fromRoot()),
                shown.to(),
                HexFormat.of().formatHex(shown.toRoot()),
                shown.hashes().stream().map(Base64.getEncoder()::encodeToString).toList(),
                holds);
    }
}
