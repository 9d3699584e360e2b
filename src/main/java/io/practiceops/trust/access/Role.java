package io.practiceops.trust.access;

/**
 * What a person is to a firm; OPERATOR is to the installation. Rights per role are data: {@link
 * Roles}.
 */
public enum Role {
    OWNER("Owner", "Everything, and decides who else is an owner."),
    ADMIN("Administrator", "Everything but making owners: people, keys, mail and jobs."),
    PROFESSIONAL(
            "Professional",
            "Attorney, CPA or enrolled agent: clients and their documents. Needs a licence."),
    STAFF("Staff", "Takes on clients and files documents."),
    BILLING("Billing", "Sees the clients, for their bills."),
    COMPLIANCE("Compliance", "Sees what proves things: documents, people, audit trail, health."),
    AUDITOR("Auditor", "Sees everything, changes nothing."),
    CLIENT("Client", "A client's own login. Their portal is still to come."),
    OPERATOR("Operator", "Keeps the installation running; belongs to no firm.");

    private final String title;
    private final String meaning;

    Role(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /** What it is for, in a sentence. */
    public String meaning() {
        return meaning;
    }

    public String title() {
        return title;
    }

    /** Whether a firm gives it; the operator's is given by the installation. */
    public boolean isOfFirm() {
        return this != OPERATOR;
    }
}
