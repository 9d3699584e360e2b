package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Headers, form tokens and the rule that whoever is not known sees only the few public addresses.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WebSecurity {

    /** One look instead of a list of patterns: every request passes here. */
    private static final Set<String> PUBLIC =
            Set.of(
                    "/sign-in",
                    "/first-owner",
                    "/welcome",
                    "/problems",
                    "/livez",
                    "/readyz",
                    "/health",
                    "/api/openapi.json",
                    "/favicon.ico",
                    "/error");

    private static final List<String> PUBLIC_BELOW =
            List.of(
                    "/sign-in/",
                    "/first-owner/",
                    "/welcome/",
                    "/problems/",
                    "/s/",
                    "/u/",
                    "/css/",
                    "/js/",
                    "/img/",
                    "/vendor/");

    private static boolean isPublic(HttpServletRequest request) {
        var path = request.getServletPath();
        return PUBLIC.contains(path) || PUBLIC_BELOW.stream().anyMatch(path::startsWith);
    }

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                    + "frame-ancestors 'none'; form-action 'self'";

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            Visitor.Register register,
            ObjectProvider<GuestUploads> guestUploads,
            ProblemAnswer answers,
            ApplicationEventPublisher events) {
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(WebSecurity::isPublic)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .addFilterBefore(
                        new VisitorFilter(register, guestUploads, answers, events),
                        CsrfFilter.class)
                .csrf(csrf ->
                        csrf.csrfTokenRepository(new SessionCsrf())
                                .requireCsrfProtectionMatcher(WebSecurity::needsFormToken))
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .headers(headers ->
                        headers.contentSecurityPolicy(
                                        policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                                .permissionsPolicyHeader(policy ->
                                        policy.policy("camera=(), geolocation=(), microphone=()"))
                                .cacheControl(cache -> cache.disable()))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint((request, response, _) ->
                                        answers.write(
                                                request,
                                                response,
                                                Visitor.of(request).notAdmitted()))
                                .accessDeniedHandler((request, response, why) ->
                                        answers.write(request, response, refusal(why))))
                .build();
    }

    /**
     * Only a cookie is sent without the visitor's doing: a bearer token proves that the request was
     * meant, and so does the token in the address of a link for guests.
     */
    private static boolean needsFormToken(HttpServletRequest request) {
        var path = request.getServletPath();
        if (path.startsWith("/s/") || path.startsWith("/u/")) {
            return false;
        }
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> false;
            default -> request.getHeader("Authorization") == null;
        };
    }

    private static Problem refusal(Exception why) {
        return why instanceof CsrfException
                ? new Problem(
                        ProblemType.STALE_FORM,
                        "The form was opened in another session, or too long ago.",
                        "Go back, load the page again and repeat it.")
                : Problem.notAllowed("This address is not open to you.");
    }

    /** Spring Boot would invent a user otherwise. Who may sign in is trust.access's business. */
    @Bean
    UserDetailsService noUsersOfSpring() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }
}
