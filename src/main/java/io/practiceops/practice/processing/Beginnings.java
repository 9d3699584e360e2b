package io.practiceops.practice.processing;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends what an earlier version of PracticeOps left in the queue through the pipeline. */
@Component
class Beginnings {

    private static final int FIRST = 1;

    private final Pipeline pipeline;

    Beginnings(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Transactional
    public void of(ReadText task) {
        pipeline.begin(task.document(), task.number() > 0 ? task.number() : FIRST);
    }
}
