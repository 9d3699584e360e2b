package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Link;
import io.practiceops.foundation.web.Links;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The identity providers of this installation, by the name they are configured under. */
@Component
@EnableConfigurationProperties(ProviderSettings.class)
class Providers {

    /**
     * A provider as configured.
     *
     * @param firm the one firm it speaks for; null for all
     * @param mistakes what is wrong with its configuration; with any it is not offered
     */
    record Configured(
            String name,
            String title,
            @Nullable UUID firm,
            Set<String> secondFactor,
            boolean isOnly,
            Provider provider,
            List<String> mistakes) {}

    private final Map<String, Configured> all = new TreeMap<>();

    Providers(ProviderSettings settings, Clock clock) {
        settings.all().forEach((name, one) -> all.put(name, configured(name, one, clock)));
    }

    List<Configured> all() {
        return List.copyOf(all.values());
    }

    Configured find(String name) {
        var found = all.get(name);
        if (found == null || !found.mistakes().isEmpty()) {
            throw Problem.notFound("identity provider");
        }
        return found;
    }

    /** For the sign-in page: where each button leads. */
    List<Link> links(@Nullable String next) {
        var after = next == null ? "" : "?next=" + Links.encoded(next);
        return all.values().stream()
                .filter(one -> one.mistakes().isEmpty())
                .map(one ->
                        new Link(
                                "Sign in with " + one.title(),
                                "/sign-in/with/" + one.name() + after,
                                false,
                                null))
                .toList();
    }

    /** The provider the people of that firm must use; null where they may use a password. */
    @Nullable Configured demandedBy(@Nullable UUID firm) {
        return all.values().stream()
                .filter(one -> one.isOnly() && one.mistakes().isEmpty())
                .filter(one -> one.firm() != null && one.firm().equals(firm))
                .findFirst()
                .orElse(null);
    }

    private static Configured configured(String name, ProviderSettings.One one, Clock clock) {
        var mistakes = new ArrayList<String>();
        if (!isIssuer(one.issuer())) {
            mistakes.add("issuer is no https address");
        }
        if (one.clientId() == null || one.clientId().isBlank()) {
            mistakes.add("client-id is missing");
        }
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            mistakes.add("the name is not of small letters, digits and hyphens");
        }
        UUID firm = null;
        if (one.firm() != null && !one.firm().isBlank()) {
            try {
                firm = UUID.fromString(one.firm());
            } catch (IllegalArgumentException notAnId) {
                mistakes.add("firm is not the id of a firm");
            }
        }
        if (one.only() && firm == null) {
            mistakes.add("only=true needs a firm");
        }
        return new Configured(
                name,
                one.title() == null || one.title().isBlank() ? name : one.title(),
                firm,
                Objects.requireNonNullElse(one.secondFactor(), Set.of()),
                one.only(),
                new Provider(one, clock),
                mistakes);
    }

    /** On this machine, for trying out, it may be without TLS. */
    private static boolean isIssuer(@Nullable String text) {
        try {
            var address = URI.create(Objects.requireNonNullElse(text, ""));
            var here = Set.of("localhost", "127.0.0.1", "[::1]");
            return address.getHost() != null
                    && ("https".equals(address.getScheme())
                            || ("http".equals(address.getScheme())
                                    && here.contains(address.getHost())));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
