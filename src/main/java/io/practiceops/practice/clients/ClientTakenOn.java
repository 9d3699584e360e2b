package io.practiceops.practice.clients;

import java.util.UUID;

/** The firm has a new client. */
public record ClientTakenOn(UUID firmId, UUID clientId) {}
