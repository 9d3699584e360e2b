package io.practiceops.practice.processing;

import java.util.UUID;

/** Task: bring that version through that stage. */
record RunStage(UUID document, int number, Stage stage) {}
