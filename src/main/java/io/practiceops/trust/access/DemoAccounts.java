package io.practiceops.trust.access;

import io.practiceops.foundation.web.DemoAccount;
import java.util.List;

/** Port: the logins of the demo practice, offered on its sign-in page; absent everywhere else. */
@FunctionalInterface
public interface DemoAccounts {
    List<DemoAccount> list();
}
