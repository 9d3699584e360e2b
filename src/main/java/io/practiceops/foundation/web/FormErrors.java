package io.practiceops.foundation.web;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/** A problem as a form shows it: beside the fields it is about, or above them all. */
public record FormErrors(Map<String, String> fields, @Nullable String general) {

    private static final Set<ProblemType> TYPING_MENDS =
            EnumSet.of(
                    ProblemType.INVALID_INPUT,
                    ProblemType.CONFLICT,
                    ProblemType.CHANGED_MEANWHILE,
                    ProblemType.TOO_MANY,
                    ProblemType.TOO_LARGE,
                    ProblemType.UNSUPPORTED_TYPE,
                    ProblemType.STORAGE_FULL);

    public static FormErrors none() {
        return new FormErrors(Map.of(), null);
    }

    public static FormErrors of(Problem problem) {
        var fields = new LinkedHashMap<String, String>();
        problem.fields().forEach(field -> fields.putIfAbsent(field.name(), field.message()));
        if (!fields.isEmpty()) {
            return new FormErrors(fields, null);
        }
        var mend = problem.mend();
        return new FormErrors(
                fields, mend == null ? problem.detail() : problem.detail() + " " + mend);
    }

    public @Nullable String of(String field) {
        return fields.get(field);
    }

    /**
     * Shows the form again with what was typed; problems that no typing mends go on to their own
     * page.
     */
    public static String again(
            Problem problem, Model model, HttpServletResponse response, String view) {
        if (!TYPING_MENDS.contains(problem.type())) {
            throw problem;
        }
        response.setStatus(problem.type().status());
        model.addAttribute("errors", of(problem));
        return view;
    }
}
