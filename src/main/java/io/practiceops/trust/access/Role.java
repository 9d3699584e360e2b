package io.practiceops.trust.access;

/** What a person is to a firm; OPERATOR is to the installation. Rights per role are data: {@link Roles}. */
public enum Role {
    OWNER("Owner"),
    ADMIN("Administrator"),
    PROFESSIONAL("Professional"),
    STAFF("Staff"),
    BILLING("Billing"),
    COMPLIANCE("Compliance"),
    AUDITOR("Auditor"),
    CLIENT("Client"),
    OPERATOR("Operator");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Whether a firm gives it; the operator's is given by the installation. */
    public boolean isOfFirm() {
        return this != OPERATOR;
    }
}
