package io.practiceops.operations.signals;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.outbox.Message;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Link;
import io.practiceops.foundation.web.Links;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class MailPages {

    private final Outbox outbox;
    private final ByHand byHand;
    private final Clock clock;

    MailPages(Outbox outbox, ByHand byHand, Clock clock) {
        this.outbox = outbox;
        this.byHand = byHand;
        this.clock = clock;
    }

    @GetMapping("/mail")
    String list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        var wanted = MailWords.parse(state);
        var zone = Visitor.of(request).zone();
        var now = clock.instant();
        var slice =
                outbox.newest(wanted, cursor, Limit.DEFAULT)
                        .map(mail -> MailRow.of(mail, now, zone));
        model.addAttribute("mails", slice.items());
        model.addAttribute("older", slice.next() == null ? null : older(wanted, slice.next()));
        model.addAttribute("newest", cursor == null ? null : listUrl(wanted));
        model.addAttribute("here", cursor == null ? listUrl(wanted) : older(wanted, cursor));
        model.addAttribute("chips", chips(wanted));
        model.addAttribute("state", wanted == null ? null : MailWords.text(wanted));
        model.addAttribute("sending", outbox.isSending());
        model.addAttribute("ofFirm", Acting.actor().firm() != null);
        return "signals/mail";
    }

    @GetMapping("/mail/{id}")
    String one(@PathVariable UUID id, HttpServletRequest request, Model model) {
        var letter = outbox.one(id);
        model.addAttribute("letter", letter);
        model.addAttribute(
                "row", MailRow.of(letter.message(), clock.instant(), Visitor.of(request).zone()));
        model.addAttribute("sending", outbox.isSending());
        model.addAttribute("maySend", Acting.actor().may(Outbox.SEND));
        return "signals/letter";
    }

    @PostMapping("/mail/{id}/resend")
    String resend(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        byHand.resend(id);
        FlashCookie.say(request, response, "The mail is on its way again.");
        return "redirect:/mail/" + id;
    }

    private static List<Link> chips(Message.@Nullable State wanted) {
        var chips = new ArrayList<Link>();
        chips.add(new Link("All", listUrl(null), wanted == null, null));
        for (var state : Message.State.values()) {
            chips.add(new Link(MailWords.text(state), listUrl(state), state == wanted, null));
        }
        return chips;
    }

    private static String listUrl(Message.@Nullable State state) {
        return state == null ? "/mail" : "/mail?state=" + MailWords.parameter(state);
    }

    private static String older(Message.@Nullable State state, String cursor) {
        return listUrl(state) + (state == null ? "?" : "&") + "cursor=" + Links.encoded(cursor);
    }
}
