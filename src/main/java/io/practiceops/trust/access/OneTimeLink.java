package io.practiceops.trust.access;

/** What a link that works once is for. */
enum OneTimeLink {
    FIRST_OWNER,
    CHOOSE_PASSWORD
}
