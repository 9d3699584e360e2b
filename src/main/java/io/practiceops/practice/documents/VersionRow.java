package io.practiceops.practice.documents;

import io.practiceops.foundation.web.Moment;

/** A line of the list of versions. */
public record VersionRow(Version version, Moment uploaded) {}
