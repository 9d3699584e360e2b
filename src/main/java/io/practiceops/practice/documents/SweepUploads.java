package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Job;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Removes what uploads left that were cut off by a kill. */
@Component
class SweepUploads implements Job {

    private static final Logger log = LoggerFactory.getLogger(SweepUploads.class);
    private static final Duration OLD = Duration.ofHours(24);

    private final DocumentFolder folder;
    private final Clock clock;

    SweepUploads(DocumentFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "documents.sweep-uploads";
    }

    @Override
    public String title() {
        return "Remove the remains of uploads that were cut off";
    }

    @Override
    public When when() {
        return new When.Every(Duration.ofHours(6));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(10);
    }

    @Override
    public String whenItFails() {
        return "Remains of broken uploads take up disk space.";
    }

    @Override
    public void run() throws IOException {
        var before = clock.instant().minus(OLD);
        var removed = folder.sweep(before) + folder.sweepArriving(before);
        if (removed > 0) {
            log.info("Removed the remains of {} uploads", removed);
        }
    }
}
