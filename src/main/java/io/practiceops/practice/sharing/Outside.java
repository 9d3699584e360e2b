package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.practice.sharing.LinkRefused.Why;
import io.practiceops.practice.sharing.ShareDoor.Seen;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;

/** What the pages of both kinds of link have. */
final class Outside {

    private Outside() {}

    /** The address opens something: it goes to no other site, no index and no cache. */
    static void keepToThemselves(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
    }

    static String refused(LinkRefused refused, HttpServletResponse response, Model model) {
        keepToThemselves(response);
        response.setStatus(refused.why().status());
        model.addAttribute("unknown", refused.why() == Why.UNKNOWN);
        model.addAttribute("title", refused.why().title());
        model.addAttribute("mend", refused.mend());
        return "sharing/refused";
    }

    /** The same for a script. */
    static Problem asProblem(LinkRefused refused) {
        return refused.why() == Why.UNKNOWN
                ? Problem.notFound("link that still works")
                : new Problem(refused.why().type(), refused.why().title() + ".", refused.mend());
    }

    /** As people say it. */
    static String size(long bytes) {
        return bytes >= 1_000_000_000
                ? "%.1f GB".formatted(bytes / 1e9).replace(".0 ", " ")
                : "%,d MB".formatted(Math.max(1, bytes / 1_000_000));
    }

    static void requireOffered(Seen seen) {
        if (!seen.share().mayDownload()) {
            throw new LinkRefused(Why.NOT_OFFERED);
        }
    }
}
