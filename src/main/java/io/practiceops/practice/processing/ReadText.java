package io.practiceops.practice.processing;

import java.util.UUID;

/**
 * Task of the time before there was a pipeline; one that still lies in the queue of an installation
 * that was updated begins the pipeline.
 *
 * @param number 0 where the task is older than versions
 */
record ReadText(UUID document, int number) {}
