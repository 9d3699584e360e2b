package io.practiceops.trust.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key for programs.
 *
 * @param prefix its first characters, to recognise it by; the rest is shown once and never kept
 * @param owner the person it acts for
 * @param scopes rights it is limited to; never more than the person has
 * @param allowed networks it works from, as CIDR; empty for anywhere
 * @param lastUsedFrom the address
 */
public record ApiKey(
        UUID id,
        String name,
        String prefix,
        UUID userId,
        String owner,
        Set<String> scopes,
        List<String> allowed,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedFrom,
        @Nullable Instant revokedAt) {}
