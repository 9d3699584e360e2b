package io.practiceops.practice.retention;

import io.practiceops.foundation.jobs.DurableTask;
import io.practiceops.practice.documents.DocumentChanged;
import io.practiceops.practice.documents.VersionStored;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What follows from what happens elsewhere. */
@Configuration(proxyBeanMethods = false)
class RetentionWork {

    @Bean
    DurableTask<Sweeping.Sweep> sweepRetention(Sweeping sweeping) {
        return DurableTask.of("retention.sweep", Sweeping.Sweep.class, _ -> sweeping.run());
    }

    @Bean
    DurableTask<Sweeping.OfClient> countPapersOfClient(Sweeping sweeping) {
        return DurableTask.of(
                "retention.count-client",
                Sweeping.OfClient.class,
                task -> sweeping.run(task.client()));
    }

    @Bean
    DurableTask<Erasures.LookAgain> lookAgainAtErasures(Erasures erasures) {
        return DurableTask.of(
                "retention.look-again", Erasures.LookAgain.class, _ -> erasures.lookAgain());
    }

    @Bean
    DurableTask<DisposalWork.DisposeOf> disposeOfDocument(DisposalWork work) {
        return DurableTask.of("retention.dispose", DisposalWork.DisposeOf.class, work::dispose);
    }

    /** Documents that come or are filed anew: counted and held in the same transaction. */
    @Component
    static class Arrivals {

        private final Counting counting;
        private final HoldStore holds;
        private final Audit audit;
        private final Clock clock;

        Arrivals(Counting counting, HoldStore holds, Audit audit, Clock clock) {
            this.counting = counting;
            this.holds = holds;
            this.audit = audit;
            this.clock = clock;
        }

        /** Later versions change neither: what keeps a document keeps all its versions. */
        @EventListener
        void on(VersionStored version) {
            if (version.number() == 1) {
                look(version.documentId());
            }
        }

        @EventListener
        void on(DocumentChanged change) {
            look(change.documentId());
        }

        private void look(UUID document) {
            counting.count(List.of(document));
            for (var hold : holds.catchLater(document, clock.instant())) {
                audit.record(
                        AuditEvent.done("hold.caught", Holds.KIND, hold)
                                .detail("document", document));
            }
        }
    }
}
