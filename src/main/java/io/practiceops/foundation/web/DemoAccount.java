package io.practiceops.foundation.web;

/**
 * Somebody of the demo practice, offered on the sign-in page.
 *
 * @param role what they are: owner, lawyer, CPA
 * @param does what one sees as them, in a few words
 */
public record DemoAccount(String name, String role, String does, String email, String password) {}
