package io.practiceops.console.samples;

import java.time.LocalDate;
import java.util.List;

/** A document before it is rendered as a file. */
record Sheet(Letterhead letterhead, String title, LocalDate date, List<Block> blocks) {}
