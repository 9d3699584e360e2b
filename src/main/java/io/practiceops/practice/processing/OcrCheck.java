package io.practiceops.practice.processing;

import io.practiceops.foundation.kernel.Check;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;

/** Whether text in scans is read here. */
@Component
class OcrCheck implements Check {

    private final Tesseract tesseract;
    private final OcrSettings settings;

    OcrCheck(Tesseract tesseract, OcrSettings settings) {
        this.tesseract = tesseract;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "ocr";
    }

    @Override
    public String title() {
        return "Text in scans";
    }

    @Override
    public Result look() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("reads", settings.languages());
        return switch (tesseract.state()) {
            case Tesseract.State.On(var version, var languages) -> {
                facts.put("program", version);
                facts.put("installed languages", String.join(", ", languages));
                facts.put("pages of a file at most", settings.pages());
                yield Result.good("Scans are read by Tesseract.", facts);
            }
            case Tesseract.State.Off(var why, var mend) -> Result.warn("Off: " + why, facts, mend);
        };
    }
}
