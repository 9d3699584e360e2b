package io.practiceops.console.samples;

import io.practiceops.foundation.web.DemoAccount;
import io.practiceops.trust.access.NewUser;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.access.User.Licence;
import io.practiceops.trust.access.User.Profession;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who works at Harbor &amp; Finch. All sign in with the one password, which exists in the demo
 * alone.
 */
final class DemoPeople {

    static final String PASSWORD = "look around a while";
    static final Person OWNER =
            new Person(
                    "Jonah Finch",
                    "jonah@harborfinch.example",
                    Role.OWNER,
                    null,
                    "Everything of the firm");
    static final Person OPERATOR =
            new Person(
                    "Sam Lee",
                    "sam@practiceops.example",
                    Role.OPERATOR,
                    null,
                    "Keeps the installation running");

    static final List<Person> STAFF =
            List.of(
                    new Person(
                            "Maya Ortiz",
                            "maya@harborfinch.example",
                            Role.PROFESSIONAL,
                            new Licence(Profession.ATTORNEY, "FL", "FL 104417"),
                            "Attorney: clients and their documents"),
                    new Person(
                            "Daniel Okoye",
                            "daniel@harborfinch.example",
                            Role.PROFESSIONAL,
                            new Licence(Profession.CPA, "NY", "NY 088231"),
                            "CPA: tax papers and statements"),
                    new Person(
                            "Ruth Adler",
                            "ruth@harborfinch.example",
                            Role.ADMIN,
                            null,
                            "Users, keys and mail"),
                    new Person(
                            "Noa Hart",
                            "noa@harborfinch.example",
                            Role.STAFF,
                            null,
                            "Takes on clients, files papers"),
                    new Person(
                            "Ben Castro",
                            "ben@harborfinch.example",
                            Role.BILLING,
                            null,
                            "Clients, for their bills"),
                    new Person(
                            "Ines Vogel",
                            "ines@harborfinch.example",
                            Role.COMPLIANCE,
                            null,
                            "Audit trail, users, health"),
                    new Person(
                            "Peter Quill",
                            "peter@audit.example",
                            Role.AUDITOR,
                            null,
                            "Reads all, changes nothing"));

    /** Somebody of the demo. */
    record Person(String name, String email, Role role, @Nullable Licence licence, String does) {

        NewUser asUser() {
            return new NewUser(email, name, Set.of(role), licence, null);
        }

        DemoAccount asAccount() {
            var title =
                    licence == null
                            ? role.title()
                            : licence.profession() == Profession.CPA ? "CPA" : "Attorney";
            return new DemoAccount(name, title, does, email, PASSWORD);
        }
    }

    private DemoPeople() {}
}
