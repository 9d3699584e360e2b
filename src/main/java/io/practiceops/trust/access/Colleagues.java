package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who works in the actor's firm, by name, for modules that say who does what; each asks for its own
 * right first. Addresses, licences and sign-ins are for {@link Users}.
 */
@Service
public class Colleagues {

    /**
     * Somebody of the firm.
     *
     * @param worksHere can sign in, and is not a client's own person
     */
    public record Colleague(
            UUID id, String name, Set<Role> roles, Set<String> rights, boolean worksHere) {

        public boolean may(Right right) {
            return rights.contains(right.name());
        }
    }

    private final JdbcClient jdbc;
    private final Roles roles;

    Colleagues(JdbcClient jdbc, Roles roles) {
        this.jdbc = jdbc;
        this.roles = roles;
    }

    /** All that ever worked here, by name. */
    @Transactional(readOnly = true)
    public List<Colleague> all() {
        Acting.firm();
        return jdbc.sql("SELECT id, name, roles, disabled FROM people_of_firm()")
                .query(this::colleague)
                .list();
    }

    /** Those who can sign in. */
    @Transactional(readOnly = true)
    public List<Colleague> working() {
        return all().stream().filter(Colleague::worksHere).toList();
    }

    /** One who can sign in, or a Problem beside the field. */
    @Transactional(readOnly = true)
    public Colleague working(UUID id, String field) {
        return working().stream()
                .filter(colleague -> colleague.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> Problem.invalid(field, "Choose somebody who works in the firm."));
    }

    private Colleague colleague(ResultSet row, int number) throws SQLException {
        var held = roles(row.getArray("roles"));
        return new Colleague(
                row.getObject("id", UUID.class),
                row.getString("name"),
                held,
                roles.rightsOf(held),
                !row.getBoolean("disabled") && !held.equals(Set.of(Role.CLIENT)));
    }

    private static Set<Role> roles(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray())
                .map(Role::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
