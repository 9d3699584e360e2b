package io.practiceops.console.samples;

import io.practiceops.foundation.kernel.Sample;
import io.practiceops.trust.access.Users;
import org.springframework.stereotype.Component;

/** The people of the demo practice beside its owner. */
@Component
class PeopleSample implements Sample {

    private final Users users;

    PeopleSample(Users users) {
        this.users = users;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public void create() {
        DemoPeople.STAFF.forEach(
                person -> users.addWithPassword(person.asUser(), DemoPeople.PASSWORD));
    }
}
