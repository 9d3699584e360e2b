package io.practiceops.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.AbstractTemplateView;
import org.springframework.web.servlet.view.AbstractUrlBasedView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/** A controller's view name is a template's path below {@code src/main/jte}. */
@Configuration(proxyBeanMethods = false)
class JteViews {

    @Bean
    ViewResolver jteViewResolver(Pages pages) {
        var resolver =
                new UrlBasedViewResolver() {
                    @Override
                    protected AbstractUrlBasedView instantiateView() {
                        return new JteView(pages);
                    }

                    @Override
                    protected Class<?> requiredViewClass() {
                        return JteView.class;
                    }
                };
        resolver.setViewClass(JteView.class);
        resolver.setSuffix(".jte");
        return resolver;
    }

    private static final class JteView extends AbstractTemplateView {

        private final Pages pages;

        JteView(Pages pages) {
            this.pages = pages;
            setExposeSpringMacroHelpers(false);
        }

        @Override
        public boolean checkResource(Locale locale) {
            return pages.has(Objects.requireNonNull(getUrl()));
        }

        @Override
        protected void renderMergedTemplateModel(
                Map<String, Object> model, HttpServletRequest request, HttpServletResponse response)
                throws Exception {
            pages.render(Objects.requireNonNull(getUrl()), model, request, response);
        }
    }
}
