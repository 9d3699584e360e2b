package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.Nav;
import io.practiceops.foundation.kernel.StatusFact;
import io.practiceops.foundation.web.PageContext.Fact;
import io.practiceops.foundation.web.PageContext.NavGroup;
import io.practiceops.foundation.web.PageContext.NavItem;
import io.practiceops.foundation.web.PageContext.Person;
import io.practiceops.foundation.web.PageContext.State;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Collects, from the sockets, what every page knows. */
@Component
class PageContexts {

    private static final Logger log = LoggerFactory.getLogger(PageContexts.class);

    private final ObjectProvider<Nav> places;
    private final ObjectProvider<StatusFact> facts;
    private final Clock clock;
    private final boolean demo;

    PageContexts(
            ObjectProvider<Nav> places,
            ObjectProvider<StatusFact> facts,
            Clock clock,
            @Value("${practiceops.demo:false}") boolean demo) {
        this.places = places;
        this.facts = facts;
        this.clock = clock;
        this.demo = demo;
    }

    PageContext of(HttpServletRequest request, HttpServletResponse response) {
        var visitor = Visitor.of(request);
        var known = visitor.actor().isKnown() && visitor.detour() == null;
        return new PageContext(
                request.getRequestURI(),
                visitor.firm(),
                known ? new Person(visitor.actor().name(), visitor.email(), visitor.role()) : null,
                csrf(request),
                known ? nav(request, visitor) : List.of(),
                known ? facts() : List.of(),
                known ? Moment.time(clock.instant(), visitor.zone()) : null,
                FlashCookie.take(request, response),
                visitor.theme(),
                RequestFilter.idOf(request),
                demo);
    }

    /** The status line as it is now. */
    List<Fact> facts() {
        return facts.orderedStream()
                .sorted(Comparator.comparingInt(StatusFact::order))
                .flatMap(PageContexts::ask)
                .toList();
    }

    private static Stream<Fact> ask(StatusFact socket) {
        try {
            return socket.fact().stream()
                    .map(fact -> new Fact(fact.text(), State.of(fact.health()), fact.url()));
        } catch (RuntimeException e) {
            log.warn("A fact of the status line is not to be had", e);
            return Stream.of(
                    new Fact("Part of the status is unknown.", State.UNKNOWN, "/health-checks"));
        }
    }

    private List<NavGroup> nav(HttpServletRequest request, Visitor visitor) {
        var allowed =
                places.stream()
                        .filter(place -> visitor.actor().may(place.right()))
                        .sorted(Comparator.comparing(Nav::wing).thenComparingInt(Nav::order))
                        .toList();
        return Arrays.stream(Nav.Wing.values())
                .map(wing ->
                        new NavGroup(
                                wing.title(),
                                allowed.stream()
                                        .filter(place -> place.wing() == wing)
                                        .map(place -> item(place, request.getRequestURI()))
                                        .toList()))
                .filter(group -> !group.items().isEmpty())
                .toList();
    }

    private static NavItem item(Nav place, String path) {
        var current =
                path.equals(place.url())
                        || (!place.url().equals("/") && path.startsWith(place.url() + "/"));
        return new NavItem(
                place.label(),
                place.url(),
                current,
                null,
                false,
                place.icon(),
                place.key(),
                place.pinned());
    }

    private static String csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? token.getToken()
                : "";
    }
}
