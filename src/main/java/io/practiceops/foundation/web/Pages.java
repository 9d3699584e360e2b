package io.practiceops.foundation.web;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Renders templates, compiled at build time, with what every page knows added as {@code page}. */
@Component
class Pages implements Fragments {

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final PageContexts contexts;

    Pages(PageContexts contexts) {
        this.contexts = contexts;
    }

    boolean has(String template) {
        return templates.hasTemplate(template);
    }

    @Override
    public Content of(String template, Map<String, Object> parameters) {
        var rendered = new StringOutput();
        templates.render(template + ".jte", parameters, rendered);
        return page -> page.writeContent(rendered.toString());
    }

    /**
     * Renders whole before the first byte leaves, so that a failure is an error page and not half a
     * page.
     */
    void render(
            String template,
            Map<String, Object> model,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var parameters = new HashMap<>(model);
        parameters.put("page", contexts.of(request, response));
        var output = new Utf8ByteOutput();
        templates.render(template, parameters, output);

        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(output.getContentLength());
        output.writeTo(response.getOutputStream());
    }
}
