package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Check;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;

/** Whether there are ways in that nobody uses. */
@Component
class DormantAccountsCheck implements Check {

    private final Dormancy dormancy;

    DormantAccountsCheck(Dormancy dormancy) {
        this.dormancy = dormancy;
    }

    @Override
    public String name() {
        return "dormant-accounts";
    }

    @Override
    public String title() {
        return "Dormant logins and keys";
    }

    @Override
    public Result look() {
        var census = dormancy.census();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("logins not used", census.logins());
        facts.put("invitations never used", census.invitations());
        facts.put("keys not used", census.keys());
        facts.put("after days", dormancy.days());
        if (census.logins() + census.invitations() + census.keys() == 0) {
            return Result.good("Every login and key is in use.", facts);
        }
        return Result.warn(
                "There are logins or keys nobody has used for %d days.".formatted(dormancy.days()),
                facts,
                "Disable the logins under People, Dormant; have the keys revoked. An access review does both.");
    }
}
