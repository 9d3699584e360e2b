package io.practiceops.foundation.kernel;

/**
 * An actor tried what none of its roles allows. The web layer answers 403, the audit trail keeps
 * it.
 */
public final class Denied extends Problem {

    private final Right right;

    public Denied(Right right) {
        super(
                ProblemType.NOT_ALLOWED,
                "Your roles do not include the right “%s”.".formatted(right),
                "Ask an owner or administrator of your firm for a role that does.");
        this.right = right;
    }

    public Right right() {
        return right;
    }
}
