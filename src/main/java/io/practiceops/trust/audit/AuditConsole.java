package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Nav;
import io.practiceops.foundation.kernel.Panel;
import io.practiceops.foundation.kernel.Right;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The trail's place in the rail and on the overview. */
@Configuration(proxyBeanMethods = false)
class AuditConsole {

    @Bean
    Nav auditPlace() {
        return new Nav(Nav.Wing.TRUST, 10, "Audit", "/audit", "audit", "a", false, AuditTrail.READ);
    }

    @Bean
    Changes changesPanel(AuditTrail trail) {
        return new Changes(trail);
    }

    /** What changed lately; who came and went, and what was only looked at, is left to the trail. */
    record Changes(AuditTrail trail) implements Panel {

        private static final int READ_BACK = 60;
        private static final int SHOWN = 8;

        @Override
        public String title() {
            return "What changed";
        }

        @Override
        public String url() {
            return "/audit";
        }

        @Override
        public Right right() {
            return AuditTrail.READ;
        }

        @Override
        public int order() {
            return 0;
        }

        @Override
        public Content content() {
            var all = new AuditFilter(Acting.firm(), null, null, null, null, null, AuditEvent.Outcome.DONE, null, null);
            return new Feed(
                    trail.find(all, null, READ_BACK).items().stream()
                            .filter(Changes::isChange)
                            .limit(SHOWN)
                            .map(Changes::happening)
                            .toList());
        }

        private static boolean isChange(AuditEntry entry) {
            return !entry.objectType().equals("session")
                    && !entry.action().endsWith(".downloaded")
                    && !entry.action().endsWith(".read");
        }

        private static Happening happening(AuditEntry entry) {
            var name = entry.objectName();
            return new Happening(
                    entry.at(),
                    entry.who() + " " + entry.what() + (name == null ? "" : " " + name),
                    "/audit/" + entry.id());
        }
    }
}
