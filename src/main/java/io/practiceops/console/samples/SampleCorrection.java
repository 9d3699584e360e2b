package io.practiceops.console.samples;

import java.util.UUID;

/**
 * Durable work: look over the figures of a sample and correct one.
 *
 * @param look from 1; what is not read after some is left for whoever looks around
 */
record SampleCorrection(UUID document, int look) {}
