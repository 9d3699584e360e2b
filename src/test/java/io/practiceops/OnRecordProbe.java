package io.practiceops;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Looks, after each request of any test that succeeded, whether its entry is in the trail as
 * docs/audit-trail.md says; the test that made the request fails where it is not.
 */
@Component
final class OnRecordProbe implements WebMvcConfigurer, HandlerInterceptor {

    private static final Map<String, RecordList.Entry> PROMISED = new HashMap<>(promises());
    private static final Queue<String> MISSING = new ConcurrentLinkedQueue<>();

    private final ObjectProvider<JdbcClient> jdbc;
    private final ObjectProvider<PlatformTransactionManager> transactions;

    OnRecordProbe(
            ObjectProvider<JdbcClient> jdbc,
            ObjectProvider<PlatformTransactionManager> transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    private static Map<String, RecordList.Entry> promises() {
        return RecordList.onRecord();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        var template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var address = request.getMethod() + " " + template;
        var promised = PROMISED.get(address);
        if (promised == null
                || !promised.only().isEmpty()
                || response.getStatus() >= 400
                || isLedAway(response)
                || failure != null) {
            return;
        }
        var found = actionsOf(response.getHeader("X-Request-Id"));
        if (promised.actions().stream().noneMatch(found::contains)) {
            MISSING.add("%s left %s, not one of %s".formatted(address, found, promised.actions()));
        }
    }

    /** To prove first who asks: nothing was done yet. */
    private static boolean isLedAway(HttpServletResponse response) {
        var location = response.getHeader("Location");
        return location != null && location.startsWith("/confirm");
    }

    private List<String> actionsOf(String request) {
        return new AcrossFirmsTemplate(transactions.getObject())
                .execute(_ ->
                        jdbc.getObject()
                                .sql("SELECT action FROM audit_event WHERE request_id = ?")
                                .param(request)
                                .query(String.class)
                                .list());
    }

    /** As if the list said that the address leaves this entry. */
    static void pretend(String address, String action) {
        PROMISED.put(address, new RecordList.Entry(List.of(action), ""));
    }

    /** What was missing since the last time, forgotten with this; pretences too. */
    static List<String> takeMissing() {
        var missing = new ArrayList<String>();
        for (var one = MISSING.poll(); one != null; one = MISSING.poll()) {
            missing.add(one);
        }
        PROMISED.clear();
        PROMISED.putAll(promises());
        return missing;
    }

    /** Fails the test. */
    static final class Failing implements AfterEachCallback {

        @Override
        public void afterEach(ExtensionContext context) {
            assertThat(takeMissing()).as("What the trail should hold and does not").isEmpty();
        }
    }
}
