package io.practiceops.console.overview;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Nav;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.foundation.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class OverviewPage {

    static final Right READ = new Right("overview.read");

    /** What a client of the firm holds, and nobody else. */
    private static final Right PORTAL = new Right("portal.read");

    private final Panels panels;

    OverviewPage(Panels panels) {
        this.panels = panels;
    }

    @GetMapping("/")
    String show(HttpServletRequest request, Model model) {
        Acting.require(READ);
        var rights = Acting.actor().rights();
        if (rights.contains(PORTAL.name())
                && Set.of(READ.name(), PORTAL.name()).containsAll(rights)) {
            return "overview/client";
        }
        model.addAttribute("overview", panels.overview(Visitor.of(request).zone()));
        return "overview/overview";
    }

    @Configuration(proxyBeanMethods = false)
    static class Place {
        @Bean
        Nav overviewPlace() {
            return new Nav(Nav.Wing.HOME, 0, "Overview", "/", "overview", "o", true, READ);
        }
    }
}
