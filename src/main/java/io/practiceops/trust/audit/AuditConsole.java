package io.practiceops.trust.audit;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Nav;
import io.practiceops.foundation.kernel.Panel;
import io.practiceops.foundation.kernel.Right;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * What changed lately; who came and went, and what was only looked at, is left to the trail.
     */
    record Changes(AuditTrail trail) implements Panel {

        private static final int READ_BACK = 200;
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
            var done = AuditFilter.of(Acting.firm()).outcome(AuditEvent.Outcome.DONE);
            var latest = trail.find(done, null, READ_BACK);
            var runs = new ArrayList<List<AuditEntry>>();
            latest.items().stream().filter(Changes::isChange).forEach(entry -> gather(runs, entry));
            var happenings = new ArrayList<Happening>();
            for (var i = 0; i < Math.min(SHOWN, runs.size()); i++) {
                var goesOn = i == runs.size() - 1 && latest.next() != null;
                happenings.add(happening(runs.get(i), goesOn));
            }
            return new Feed(happenings);
        }

        /** The same done by the same person many times in a row is one line. */
        private static void gather(List<List<AuditEntry>> runs, AuditEntry entry) {
            if (runs.isEmpty() || !isAlike(runs.getLast().getFirst(), entry)) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(entry);
        }

        private static boolean isAlike(AuditEntry one, AuditEntry other) {
            return one.action().equals(other.action()) && one.who().equals(other.who());
        }

        private static boolean isChange(AuditEntry entry) {
            return !entry.objectType().equals("session")
                    && !entry.action().endsWith(".downloaded")
                    && !entry.action().endsWith(".previewed")
                    && !entry.action().endsWith("-shown")
                    && !entry.action().endsWith("-read");
        }

        private static Happening happening(List<AuditEntry> run, boolean goesOn) {
            var entry = run.getFirst();
            var text = entry.who() + " " + entry.sentence().text();
            var more = (goesOn ? " and at least " : " and ") + (run.size() - 1) + " more";
            return new Happening(
                    entry.at(),
                    run.size() > 1 || goesOn ? text + more : text,
                    "/audit/" + entry.id());
        }
    }
}
