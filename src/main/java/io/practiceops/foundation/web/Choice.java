package io.practiceops.foundation.web;

/** An option of a select field. */
public record Choice(String value, String label) {}
