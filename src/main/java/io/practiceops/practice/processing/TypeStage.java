package io.practiceops.practice.processing;

import io.practiceops.practice.parsing.FileType;
import io.practiceops.practice.parsing.Lane;
import io.practiceops.practice.parsing.Parsing;
import io.practiceops.practice.parsing.ParsingFailed;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import org.springframework.stereotype.Component;

/** Tells what kind of file it is. */
@Component
class TypeStage implements StageWork {

    private final Parsing parsing;
    private final RunStore runs;

    TypeStage(Parsing parsing, RunStore runs) {
        this.parsing = parsing;
        this.runs = runs;
    }

    @Override
    public Stage stage() {
        return Stage.TYPE;
    }

    @Override
    public Step work(Subject subject) {
        var type = type(subject);
        return new Step.Next(
                Stage.MALWARE, type.mediaType() + ".", () -> runs.noteType(subject, type));
    }

    /** Of what cannot even be told, no more is asked; its bytes are still scanned. */
    private FileType type(Subject subject) {
        try {
            return parsing.type(Lane.BACKGROUND, subject.file(), subject.name());
        } catch (ParsingFailed failed) {
            if (failed.reason() == Reason.CRASHED) {
                throw failed;
            }
            var known = failed.mediaType();
            return new FileType(
                    known == null ? subject.version().mediaType() : known, FileType.Form.OPAQUE);
        }
    }
}
