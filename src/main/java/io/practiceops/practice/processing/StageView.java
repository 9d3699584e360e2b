package io.practiceops.practice.processing;

import io.practiceops.foundation.web.PageContext.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A stage of one version, as a page shows it.
 *
 * @param word how it stands
 * @param took in words; empty while it is not done
 */
public record StageView(String title, State state, String word, String outcome, String took) {

    static List<StageView> of(Run run, List<StageFigures.Took> took) {
        var byStage =
                took.stream()
                        .collect(Collectors.toMap(StageFigures.Took::stage, Function.identity()));
        var views = new ArrayList<StageView>();
        for (var stage : Stage.values()) {
            var done = byStage.get(stage);
            if (stage == run.stage() && run.state() != Run.State.DONE) {
                var outcome = run.outcome();
                views.add(
                        new StageView(
                                stage.title(),
                                state(run.state()),
                                run.state().title(),
                                outcome == null
                                                || (stage != Stage.OCR
                                                        && !run.state().isEnd()
                                                        && run.state() != Run.State.HELD)
                                        ? ""
                                        : outcome,
                                ""));
            } else if (done != null && done.endedAt() != null) {
                var outcome = done.outcome() == null ? "" : done.outcome();
                views.add(
                        new StageView(
                                stage.title(),
                                outcome.startsWith("Not scanned") || outcome.startsWith("Off")
                                        ? State.WARN
                                        : State.GOOD,
                                outcome.startsWith("Not scanned")
                                        ? "Not scanned"
                                        : outcome.startsWith("Off") ? "Off" : "Done",
                                outcome,
                                millis(done.millis())));
            } else {
                views.add(
                        new StageView(
                                stage.title(),
                                State.UNKNOWN,
                                stage.compareTo(run.stage()) < 0 || run.state().isEnd()
                                        ? "Not needed"
                                        : "To come",
                                "",
                                ""));
            }
        }
        return views;
    }

    static State state(Run.State state) {
        return switch (state) {
            case DONE -> State.GOOD;
            case WAITING, RUNNING -> State.UNKNOWN;
            case HELD -> State.WARN;
            case FAILED, BLOCKED -> State.BAD;
        };
    }

    /** As people say it. */
    static String millis(long millis) {
        return millis < 1000 ? millis + " ms" : "%.1f s".formatted(millis / 1000.0);
    }
}
