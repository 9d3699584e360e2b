package io.practiceops.practice.documents;

import java.util.UUID;

/** Durable work: make documents of what is attached to an e-mail. */
record UnpackMail(UUID document, int number) {}
