package io.practiceops.practice.vault;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.storage.ObjectStore;
import io.practiceops.foundation.storage.StoreProbe;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the firm's bytes are, under which keys, and whether they are what they were. */
@Controller
@RequestMapping("/storage")
public class StoragePage {

    /**
     * How the store answers a small object now.
     *
     * @param trouble why it does not; null when it does
     */
    public record Answer(
            String place,
            String write,
            String read,
            String remove,
            @Nullable String trouble,
            @Nullable String mend,
            @Nullable String room,
            double used,
            String lock) {}

    /** Files and what is known of them. */
    public record Files(
            long count,
            String size,
            long verified,
            long damaged,
            long missing,
            long never,
            long waiting) {

        public long inTrouble() {
            return damaged + missing;
        }
    }

    /** A generation of the key. */
    public record Key(
            String id, Moment since, long wraps, boolean current, @Nullable Moment retired) {}

    /** What one firm has. */
    public record Firm(String id, long files, String size, double share) {}

    private final Storage storage;
    private final Rotation rotation;
    private final ObjectStore store;
    private final StoreProbe probe;

    StoragePage(Storage storage, Rotation rotation, ObjectStore store, StoreProbe probe) {
        this.storage = storage;
        this.rotation = rotation;
        this.store = store;
        this.probe = probe;
    }

    @GetMapping
    String show(HttpServletRequest request, Model model) {
        var standing = storage.standing();
        var zone = Visitor.of(request).zone();
        model.addAttribute("store", answer());
        model.addAttribute("files", files(standing.totals()));
        model.addAttribute("keys", keys(standing, zone));
        model.addAttribute("keyPlace", standing.keyPlace());
        model.addAttribute("wrapped", standing.wrapped());
        model.addAttribute("all", standing.keys());
        model.addAttribute("firms", firms(standing));
        model.addAttribute("ownFirm", Acting.actor().firm() != null);
        model.addAttribute("mayRotate", Acting.actor().may(Rotation.ROTATE));
        model.addAttribute("isFresh", Acting.isProofFresh());
        return "vault/storage";
    }

    @PostMapping("/rotate-key")
    String rotate(HttpServletRequest request, HttpServletResponse response) {
        var next = rotation.rotate();
        FlashCookie.say(
                request,
                response,
                "The key %s is in use. Data keys are being wrapped anew.".formatted(next.id()));
        return "redirect:/storage#keys";
    }

    private Answer answer() {
        try {
            var took = probe.probe();
            var room = store.room();
            return new Answer(
                    store.place(),
                    milliseconds(took.write()),
                    milliseconds(took.read()),
                    milliseconds(took.remove()),
                    null,
                    null,
                    room.map(left -> Sizes.of(left.free()) + " of " + Sizes.of(left.total()))
                            .orElse(null),
                    room.map(left -> 100.0 * (left.total() - left.free()) / left.total())
                            .orElse(0.0),
                    store.canRetain() ? "offered" : "not offered");
        } catch (Problem down) {
            return new Answer(
                    store.place(), "", "", "", down.detail(), down.mend(), null, 0, "not known");
        }
    }

    private static String milliseconds(Duration took) {
        return String.format(Locale.US, "%.1f ms", took.toNanos() / 1e6);
    }

    private static Files files(KeptStore.Totals totals) {
        return new Files(
                totals.objects(),
                Sizes.of(totals.bytes()),
                totals.verified(),
                totals.damaged(),
                totals.missing(),
                totals.never(),
                totals.unverified());
    }

    private static List<Key> keys(Storage.Standing standing, ZoneId zone) {
        return standing.generations().reversed().stream()
                .map(one -> {
                    var retired = one.retiredAt();
                    return new Key(
                            one.id(),
                            Moment.at(one.madeAt(), zone),
                            standing.byKek().getOrDefault(one.id(), 0L),
                            one.id().equals(standing.current().id()),
                            retired == null ? null : Moment.at(retired, zone));
                })
                .toList();
    }

    private static List<Firm> firms(Storage.Standing standing) {
        var all = Math.max(1, standing.totals().bytes());
        return standing.usage().stream()
                .map(firm ->
                        new Firm(
                                firm.firm().toString(),
                                firm.objects(),
                                Sizes.of(firm.bytes()),
                                100.0 * firm.bytes() / all))
                .toList();
    }
}
