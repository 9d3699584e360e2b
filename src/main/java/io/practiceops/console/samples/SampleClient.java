package io.practiceops.console.samples;

/**
 * A client of the demo practice. Nobody real: the addresses end in example domains, the telephone
 * numbers are of the 555-01xx range kept for fiction.
 *
 * @param key what {@link SampleDocument#clientKey()} refers to
 * @param state the two letters of the Postal Service
 */
record SampleClient(
        String key,
        String name,
        Kind kind,
        String email,
        String phone,
        String city,
        String state,
        String note) {

    enum Kind {
        INDIVIDUAL,
        ORGANIZATION
    }
}
