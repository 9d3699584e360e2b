package io.practiceops.trust.access;

import java.time.Instant;

/** That a login belongs to an account at an identity provider. */
public record ProviderLink(String provider, String issuer, Instant madeAt, Instant usedAt) {}
