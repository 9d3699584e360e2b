package io.practiceops.practice.vault;

/** What reading an object again told. */
enum Scrubbed {
    SOUND,
    DAMAGED,
    MISSING
}
