package io.practiceops.practice.processing;

import io.practiceops.practice.documents.Releases;
import io.practiceops.practice.documents.Version.Reading;
import org.springframework.stereotype.Component;

/** Makes the text found. */
@Component
class IndexStage implements StageWork {

    private final Releases releases;
    private final RunStore runs;

    IndexStage(Releases releases, RunStore runs) {
        this.releases = releases;
        this.runs = runs;
    }

    @Override
    public Stage stage() {
        return Stage.INDEX;
    }

    @Override
    public Step work(Subject subject) {
        var run = subject.run();
        var reading = run.reading() == null ? Reading.NO_TEXT : run.reading();
        return new Step.Done(
                reading == Reading.SEARCHABLE ? "Found by its words." : "Found by its name.",
                () ->
                        releases.read(
                                run.document(),
                                run.number(),
                                reading,
                                run.pages(),
                                run.why(),
                                runs.body(run.document(), run.number())));
    }
}
