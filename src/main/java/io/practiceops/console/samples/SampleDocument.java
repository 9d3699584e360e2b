package io.practiceops.console.samples;

/** A file of the demo practice. The content is the same bytes in every run; don't change them. */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; a copy per reader would help nobody.
record SampleDocument(String clientKey, String fileName, String category, byte[] content) {}
