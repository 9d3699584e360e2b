package io.practiceops.practice.viewing;

import io.practiceops.practice.parsing.Mail;
import io.practiceops.practice.parsing.Pages;

/** How a file can be looked at. */
public sealed interface Shown {

    /** Page by page, as pictures. */
    record Paper(Pages pages) implements Shown {}

    /**
     * As text alone: the program that made it lays out its pages, and they are not known here.
     *
     * @param cutOff whether there is more of it
     */
    record Flow(String text, boolean cutOff) implements Shown {}

    /** A mail: its head, its text, what it brought. */
    record Letter(Mail mail) implements Shown {}

    /** Not here, and why. */
    record Nothing(String why) implements Shown {}
}
