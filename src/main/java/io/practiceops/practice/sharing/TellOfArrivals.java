package io.practiceops.practice.sharing;

import java.util.UUID;

/** Mails whoever asked for files that some came by that link. */
public record TellOfArrivals(UUID link) {}
