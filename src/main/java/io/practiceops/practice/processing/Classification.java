package io.practiceops.practice.processing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What kind of paper something is taken for.
 *
 * @param form null where nothing known fits
 * @param confidence how much of what is asked for was found, less what speaks for another kind,
 *     from 0 to 1. Not a probability: figures of how often it is right stand in docs/figures.md.
 * @param evidence the phrases that were found, the heaviest first
 */
record Classification(@Nullable Form form, double confidence, List<String> evidence) {

    static final Classification UNKNOWN = new Classification(null, 0, List.of());
}
