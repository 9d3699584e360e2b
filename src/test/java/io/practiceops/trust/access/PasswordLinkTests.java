package io.practiceops.trust.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@InPractice
class PasswordLinkTests {

    @Autowired private ApplicationContext application;
    @Autowired private Users users;
    @Autowired private Accounts accounts;

    private TestFirm firm;
    private User person;

    @BeforeEach
    void add() {
        firm = new TestFirm(application);
        person = firm.add("ann", Role.STAFF);
    }

    @Test
    void aLinkFromBeforeChoosesNoPasswordOfANewOwner() {
        var token = link(person.id());
        assertThat(accounts.isWelcomeLink(token)).isTrue();

        firm.asSystem(() -> {
            var now = users.find(person.id());
            return users.changeRoles(
                    now.id(), now.version(), EnumSet.of(Role.STAFF, Role.OWNER), null);
        });

        assertThat(accounts.isWelcomeLink(token)).isFalse();
    }

    @Test
    void aLinkSurvivesARoleThatIsNoOwners() {
        var token = link(person.id());
        firm.asSystem(() -> {
            var now = users.find(person.id());
            return users.changeRoles(
                    now.id(), now.version(), EnumSet.of(Role.STAFF, Role.BILLING), null);
        });
        assertThat(accounts.isWelcomeLink(token)).isTrue();
    }

    private String link(UUID user) {
        var link = firm.asSystem(() -> users.newLink(user)).link();
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
