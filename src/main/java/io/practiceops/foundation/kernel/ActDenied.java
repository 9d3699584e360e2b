package io.practiceops.foundation.kernel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An act was refused for want of a right or a valid token. Published after its transaction has
 * ended, so that keeping it needs no second connection while the first is held.
 *
 * @param address method and route, never with parameters
 * @param reason the missing right, or the type of the problem
 * @param closed what was asked for and is closed to the actor; null for any other refusal
 */
public record ActDenied(String address, String reason, @Nullable Thing closed) {

    /** Something of the firm, by its kind as the audit trail calls it. */
    public record Thing(String kind, UUID id) {}
}
