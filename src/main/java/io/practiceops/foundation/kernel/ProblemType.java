package io.practiceops.foundation.kernel;

import java.util.Locale;

/**
 * The one catalogue of what can go wrong, for API, pages and command line. The slug ends the type
 * URI of RFC 9457, {@code /problems/<slug>}, which leads to a page with the explanation given here.
 */
public enum ProblemType {
    INVALID_INPUT(
            400, "Some of this needs another look", "A field is missing or not as it should be."),
    MALFORMED_REQUEST(
            400, "The request cannot be read", "It is not the JSON, form or address expected."),
    NOT_SIGNED_IN(401, "Please sign in", "The session or API key is missing, expired or revoked."),
    SECOND_FACTOR_NEEDED(
            401,
            "One more step",
            "The password was right, but signing in needs a second factor before anything else."),
    NOT_ALLOWED(403, "Not allowed", "You are signed in, but not allowed to do this."),
    FRESH_PROOF_NEEDED(
            403,
            "Please confirm that it is you",
            "Some acts ask for a proof of who you are that is not older than ten minutes."),
    STALE_FORM(403, "This form is too old", "The form's token does not belong to your session."),
    NOT_FOUND(404, "Not found", "Nothing of yours has this address. It may have been removed."),
    METHOD_NOT_ALLOWED(405, "Not possible here", "The address exists, but not for this method."),
    NOT_ACCEPTABLE(406, "No such form", "The answer is not to be had in the media type asked for."),
    CONFLICT(409, "Already so", "What you ask for contradicts what is already there."),
    IDEMPOTENCY_CONFLICT(
            409,
            "This key was used for something else",
            "An Idempotency-Key names exactly one request."),
    CHANGED_MEANWHILE(
            412, "Somebody changed this meanwhile", "The version you saw is not the newest."),
    TOO_LARGE(413, "Too large", "The request or file is over the limit."),
    UNSUPPORTED_TYPE(
            415, "This kind is not supported", "The media type or file type is not one we take."),
    PRECONDITION_REQUIRED(428, "Say which version you mean", "A change needs an If-Match header."),
    TOO_MANY(429, "Too many at once", "There were more tries than the limit allows."),
    INTERNAL(500, "Something went wrong on our side", "It is in the log under the request id."),
    UNAVAILABLE(503, "Not available just now", "A part that is needed does not answer."),
    STORAGE_FULL(507, "No room left", "The disk that keeps the files is full.");

    private final int status;
    private final String title;
    private final String meaning;

    ProblemType(int status, String title, String meaning) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String uri() {
        return "/problems/" + slug();
    }
}
