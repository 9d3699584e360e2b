package io.practiceops.trust.access;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where people reach this installation, {@code PRACTICEOPS_URL}: for links in mails. */
@Component
public class Address {

    private final String base;

    Address(@Value("${practiceops.url:http://localhost:${server.port:8080}}") String base) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    /** Scheme, host and port. */
    URI uri() {
        return URI.create(base);
    }

    public String of(String path) {
        return base + path;
    }
}
