package io.practiceops.foundation.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something cannot be done, in words for the person who asked, with the mend. API, pages and
 * command line show the same words. Never carries what another firm owns.
 */
public class Problem extends RuntimeException {

    /** What is wrong with one field of the input. */
    public record Field(String name, String message) {}

    private final ProblemType type;
    private final @Nullable String mend;
    private final List<Field> fields;

    public Problem(ProblemType type, String detail, @Nullable String mend) {
        this(type, detail, mend, List.of(), null);
    }

    protected Problem(
            ProblemType type,
            String detail,
            @Nullable String mend,
            List<Field> fields,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.mend = mend;
        this.fields = List.copyOf(fields);
    }

    public static Problem notSignedIn() {
        return new Problem(
                ProblemType.NOT_SIGNED_IN,
                "This needs somebody who is signed in.",
                "Sign in, or send an API key as a bearer token.");
    }

    public static Problem notAllowed(String detail) {
        return new Problem(ProblemType.NOT_ALLOWED, detail, "Sign in as somebody who is.");
    }

    /** For what is absent and for what belongs to another firm alike. */
    public static Problem notFound(String what) {
        return new Problem(
                ProblemType.NOT_FOUND,
                "There is no such %s.".formatted(what),
                "Check the address, or search for it.");
    }

    public static Problem conflict(String detail, String mend) {
        return new Problem(ProblemType.CONFLICT, detail, mend);
    }

    public static Problem changedMeanwhile(String what) {
        return new Problem(
                ProblemType.CHANGED_MEANWHILE,
                "This %s was changed since you opened it.".formatted(what),
                "Load it again and repeat your change.");
    }

    /** One field is not as it should be. For several at once, see {@link Invalid}. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new Field(field, message)));
    }

    public static Problem invalid(List<Field> fields) {
        var detail =
                fields.size() == 1
                        ? fields.getFirst().message()
                        : fields.size() + " fields need attention.";
        return new Problem(ProblemType.INVALID_INPUT, detail, null, fields, null);
    }

    public static Problem unavailable(String detail, String mend, Throwable cause) {
        return new Problem(ProblemType.UNAVAILABLE, detail, mend, List.of(), cause);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /** What to do about it; null where the fields say it. */
    public @Nullable String mend() {
        return mend;
    }

    public List<Field> fields() {
        return fields;
    }
}
