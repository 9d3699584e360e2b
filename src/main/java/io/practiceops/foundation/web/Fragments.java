package io.practiceops.foundation.web;

import gg.jte.Content;
import java.util.Map;

/** Parts of pages that one module renders for another's page. */
public interface Fragments {

    /**
     * The template with its parameters, rendered now, so that what fails does so before the page
     * begins.
     */
    Content of(String template, Map<String, Object> parameters);
}
