package io.practiceops.practice.vault;

import io.practiceops.foundation.kernel.Job;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Brings a rotation to its end, also one that came with a change of the keeper. */
@Component
class KeyUpkeep implements Job {

    private final Rotation rotation;

    KeyUpkeep(Rotation rotation) {
        this.rotation = rotation;
    }

    @Override
    public String name() {
        return "vault.key-upkeep";
    }

    @Override
    public String title() {
        return "Wrap data keys with the newest key, and retire the ones before";
    }

    @Override
    public When when() {
        return new When.Every(Duration.ofHours(6));
    }

    @Override
    public Duration limit() {
        return Duration.ofHours(1);
    }

    @Override
    public String whenItFails() {
        return "Old keys stay needed. Files can be stored and read all the same.";
    }

    @Override
    public void run() {
        rotation.rewrapAll();
        rotation.retire();
    }
}
