package io.practiceops.trust.reviews;

import io.practiceops.foundation.kernel.Ids;
import io.practiceops.trust.access.ApiKey;
import io.practiceops.trust.access.ApiKeys;
import io.practiceops.trust.access.Dormancy;
import io.practiceops.trust.access.Roles;
import io.practiceops.trust.access.SeparationRule;
import io.practiceops.trust.access.SeparationRules;
import io.practiceops.trust.access.User;
import io.practiceops.trust.access.Users;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who holds what in the actor's firm, as of now. Logins that are disabled hold nothing. */
@Component
class Snapshot {

    private final Users users;
    private final ApiKeys keys;
    private final Roles roles;
    private final SeparationRules rules;
    private final Dormancy dormancy;
    private final Ids ids;
    private final Clock clock;

    Snapshot(
            Users users,
            ApiKeys keys,
            Roles roles,
            SeparationRules rules,
            Dormancy dormancy,
            Ids ids,
            Clock clock) {
        this.users = users;
        this.keys = keys;
        this.roles = roles;
        this.rules = rules;
        this.dormancy = dormancy;
        this.ids = ids;
        this.clock = clock;
    }

    List<ReviewItem> of(UUID review, NewReview wanted) {
        return wanted.scope() == Review.Scope.KEYS ? keys(review) : people(review, wanted);
    }

    private List<ReviewItem> people(UUID review, NewReview wanted) {
        var keysOf =
                keys.ofFirm().stream()
                        .filter(this::works)
                        .collect(Collectors.groupingBy(ApiKey::userId, Collectors.counting()));
        var dormant = dormancy.since();
        return users.all().stream()
                .filter(user -> !user.disabled())
                .filter(user ->
                        wanted.roles().isEmpty()
                                || user.roles().stream().anyMatch(wanted.roles()::contains))
                .map(user ->
                        new ReviewItem(
                                ids.next(),
                                review,
                                ReviewItem.Kind.PERSON,
                                user.id(),
                                user.id(),
                                user.name(),
                                user.roles(),
                                roles.rightsOf(user.roles()).stream().sorted().toList(),
                                keysOf.getOrDefault(user.id(), 0L).intValue(),
                                user.lastSeen(),
                                null,
                                findings(user, dormant.keySet()),
                                null))
                .toList();
    }

    private List<String> findings(User user, Set<UUID> dormant) {
        var findings = new ArrayList<String>();
        if (dormant.contains(user.id())) {
            findings.add(ReviewItem.DORMANT);
        }
        rules.brokenBy(user.roles()).stream().map(SeparationRule::id).forEach(findings::add);
        return findings;
    }

    private List<ReviewItem> keys(UUID review) {
        var rolesOf = users.all().stream().collect(Collectors.toMap(User::id, User::roles));
        return keys.ofFirm().stream()
                .filter(this::works)
                .map(key ->
                        new ReviewItem(
                                ids.next(),
                                review,
                                ReviewItem.Kind.KEY,
                                key.id(),
                                key.userId(),
                                "%s (%s…), acts for %s"
                                        .formatted(key.name(), key.prefix(), key.owner()),
                                rolesOf.getOrDefault(key.userId(), Set.of()),
                                key.scopes().stream().sorted().toList(),
                                0,
                                key.lastUsedAt(),
                                null,
                                dormancy.isDormant(key) ? List.of(ReviewItem.DORMANT) : List.of(),
                                null))
                .toList();
    }

    boolean works(ApiKey key) {
        return key.revokedAt() == null
                && (key.expiresAt() == null || key.expiresAt().isAfter(clock.instant()));
    }
}
