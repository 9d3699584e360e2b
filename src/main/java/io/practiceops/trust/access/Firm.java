package io.practiceops.trust.access;

import java.time.ZoneId;
import java.util.UUID;

/** A law or accounting practice. Its zone decides what "today" and a deadline mean. */
public record Firm(UUID id, String name, ZoneId zone) {}
