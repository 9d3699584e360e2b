package io.practiceops.foundation.kernel;

import java.util.UUID;

/**
 * The actor bound to the running piece of work. A request, a job and a command each bind theirs
 * once, and everything below reads it here: rights, the firm of the transaction, the audit trail.
 */
public final class Acting {

    private record Binding(Actor actor, String requestId, boolean attended) {}

    private static final ScopedValue<Binding> CURRENT = ScopedValue.newInstance();
    private static final Binding NOBODY = new Binding(Actor.anonymous(), "none", true);

    private Acting() {}

    /** Runs the work as the actor. The request id joins log, audit and answer. */
    public static <T, X extends Throwable> T as(
            Actor actor, String requestId, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, new Binding(actor, requestId, true)).call(work);
    }

    /** Runs the work as the actor, within the request already bound. */
    public static void as(Actor actor, Runnable work) {
        ScopedValue.where(CURRENT, new Binding(actor, requestId(), true)).run(work);
    }

    /**
     * Runs work of the queue that the actor has caused. It is theirs in the audit trail, but nobody
     * looks at what it sees: it goes on for what was closed to them meanwhile.
     */
    public static <T, X extends Throwable> T unattended(
            Actor actor, String requestId, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, new Binding(actor, requestId, false)).call(work);
    }

    /**
     * Whether the work sees all of its firm, whatever is closed to single people: PracticeOps
     * itself does, and its queue.
     */
    public static boolean seesWholeFirm() {
        var binding = CURRENT.orElse(NOBODY);
        return binding.actor().kind() == Actor.Kind.SYSTEM || !binding.attended();
    }

    public static Actor actor() {
        return CURRENT.orElse(NOBODY).actor();
    }

    public static String requestId() {
        return CURRENT.orElse(NOBODY).requestId();
    }

    /** The firm worked for; a {@link Problem} for an actor who belongs to none. */
    public static UUID firm() {
        var firm = actor().firm();
        if (firm == null) {
            throw Problem.notAllowed("This belongs to a firm, and you are not signed in to one.");
        }
        return firm;
    }

    /**
     * Refuses, with a {@link Problem}, an actor without the right. The first line of every use
     * case.
     */
    public static void require(Right right) {
        if (!actor().isKnown()) {
            throw Problem.notSignedIn();
        }
        if (!actor().may(right)) {
            throw new Denied(right);
        }
    }

    /**
     * Refuses, with a {@link Problem}, a person who has not proven lately who they are: before what
     * a stolen session must not do. Keys are held by their scopes instead, since nobody is there to
     * ask.
     */
    public static void requireFreshProof() {
        if (actor().kind() == Actor.Kind.USER && actor().proof() == Actor.Proof.OLD) {
            throw freshProofNeeded();
        }
    }

    /**
     * The same for opening the form of such an act, a little stricter: so the proof still holds
     * when the form is sent.
     */
    public static void requireFreshProofToBegin() {
        if (!isProofFresh()) {
            throw freshProofNeeded();
        }
    }

    /** Whether the form of a dangerous act may be opened as it is. */
    public static boolean isProofFresh() {
        return actor().kind() != Actor.Kind.USER || actor().proof() == Actor.Proof.FRESH;
    }

    private static Problem freshProofNeeded() {
        return new Problem(
                ProblemType.FRESH_PROOF_NEEDED,
                "This needs a fresh proof that it is you: yours is more than ten minutes old.",
                "Confirm at /confirm, then repeat it; or use an API key with the right.");
    }
}
