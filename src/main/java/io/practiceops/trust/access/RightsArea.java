package io.practiceops.trust.access;

import java.util.Map;
import java.util.Set;

/** The rights of one area, each with the roles that hold it. */
public record RightsArea(String title, Map<String, Set<Role>> rights) {}
