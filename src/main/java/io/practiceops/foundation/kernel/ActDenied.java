package io.practiceops.foundation.kernel;

/**
 * An act was refused for want of a right or a valid token. Published after its transaction has
 * ended, so that keeping it needs no second connection while the first is held.
 *
 * @param address method and route, never with parameters
 * @param reason the missing right, or the type of the problem
 */
public record ActDenied(String address, String reason) {}
