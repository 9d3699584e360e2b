package io.practiceops.practice.documents;

import java.util.UUID;

/**
 * Durable work: read the text of a version.
 *
 * @param number 0 in tasks of before there were versions, for the newest
 */
record ReadText(UUID document, int number) {}
