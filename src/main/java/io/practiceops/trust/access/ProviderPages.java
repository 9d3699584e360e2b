package io.practiceops.trust.access;

import io.practiceops.foundation.web.FlashCookie;
import io.practiceops.foundation.web.Links;
import io.practiceops.foundation.web.PageContext.State;
import io.practiceops.foundation.web.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * To an identity provider and back. Begun by a link, not a form: the content security policy lets
 * no form lead to another site.
 */
@Controller
@RequestMapping("/sign-in/with/{name}")
class ProviderPages {

    private static final Logger log = LoggerFactory.getLogger(ProviderPages.class);
    private static final String COOKIE = "practiceops-provider";
    private static final int LONGEST = 4000;

    private final Providers providers;
    private final ProviderRecord record;
    private final Doorway doorway;

    ProviderPages(Providers providers, ProviderRecord record, Doorway doorway) {
        this.doorway = doorway;
        this.providers = providers;
        this.record = record;
    }

    @GetMapping
    String go(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        var through = providers.find(name);
        var visit = ProviderVisit.begin();
        try {
            var there = through.provider().authorization(visit, back(request, name));
            record.begin(visit, name, next == null ? null : Links.within(next));
            SessionCookie.write(
                    request, response, COOKIE, visit.cookie().text(), ProviderRecord.VISIT);
            return "redirect:" + there;
        } catch (ProviderTrouble trouble) {
            return troubled(through, trouble, request, response);
        }
    }

    @GetMapping("/back")
    String back(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String iss,
            HttpServletRequest request,
            HttpServletResponse response) {
        var through = providers.find(name);
        var device = Doorway.device(request);
        var visit = SessionCookie.read(request, COOKIE).map(Secret::new).map(ProviderVisit::new);
        SessionCookie.write(request, response, COOKIE, "", Duration.ZERO);
        if (visit.isEmpty() || !visit.get().isState(state)) {
            return refused(through, ProviderRefusal.WRONG_STATE, device, request, response);
        }
        var begun = record.end(visit.get(), name);
        if (begun.isEmpty()) {
            return refused(through, ProviderRefusal.USED_OR_EXPIRED, device, request, response);
        }
        if (code.isEmpty()
                || code.length() > LONGEST
                || (iss != null && !through.provider().isIssuer(iss))) {
            return refused(through, ProviderRefusal.REFUSED_THERE, device, request, response);
        }
        try {
            var answer = through.provider().identify(code, visit.get(), back(request, name));
            if (answer.identity() == null) {
                var why =
                        answer.refusal() == null ? ProviderRefusal.TOKEN_REFUSED : answer.refusal();
                return refused(through, why, device, request, response);
            }
            var entry = record.enter(through, answer.identity(), device);
            var signIn = entry.signIn();
            return signIn == null
                    ? told(through, entry.refusal(), request, response)
                    : doorway.enter(signIn, begun.get().next(), request, response);
        } catch (ProviderTrouble trouble) {
            return troubled(through, trouble, request, response);
        }
    }

    private String refused(
            Providers.Configured through,
            ProviderRefusal why,
            Sessions.Device device,
            HttpServletRequest request,
            HttpServletResponse response) {
        record.refused(through.name(), why, null, null, device);
        return told(through, why, request, response);
    }

    private static String told(
            Providers.Configured through,
            @Nullable ProviderRefusal why,
            HttpServletRequest request,
            HttpServletResponse response) {
        var words = (why == null ? ProviderRefusal.TOKEN_REFUSED : why).words(through.title());
        FlashCookie.say(request, response, State.BAD, words);
        return "redirect:/sign-in";
    }

    private static String troubled(
            Providers.Configured through,
            ProviderTrouble trouble,
            HttpServletRequest request,
            HttpServletResponse response) {
        log.warn("Nobody can sign in with {}: {}", through.name(), trouble.what());
        FlashCookie.say(
                request,
                response,
                State.WARN,
                "%s does not answer just now. Sign in with your password, or try again in a minute."
                        .formatted(through.title()));
        return "redirect:/sign-in";
    }

    /** Where the provider sends the browser back to; it takes only what was registered there. */
    private static URI back(HttpServletRequest request, String name) {
        var here = URI.create(request.getRequestURL().toString());
        return here.resolve("/sign-in/with/" + name + "/back");
    }
}
