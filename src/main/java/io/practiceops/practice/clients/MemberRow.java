package io.practiceops.practice.clients;

import io.practiceops.foundation.web.Moment;

/** Somebody of a team, as the page shows them. */
public record MemberRow(Team.Member member, Moment since) {}
