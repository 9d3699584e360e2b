package io.practiceops.practice.vault;

import io.practiceops.foundation.kernel.Card;
import io.practiceops.foundation.kernel.Check.Health;
import io.practiceops.foundation.kernel.Panel;
import io.practiceops.foundation.kernel.Panel.NeedsAction;
import io.practiceops.foundation.kernel.Panel.Todo;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the overview says of damage in the store. */
@Configuration(proxyBeanMethods = false)
class VaultPanels {

    private static final String URL = "/storage";

    @Bean
    Panel damagedFiles(Storage storage) {
        return new Card("Storage", URL, Storage.READ, 5, () -> damaged(storage.sound()));
    }

    private static NeedsAction damaged(KeptStore.Totals totals) {
        var count = totals.inTrouble();
        var of = "%,d of %,d stored files".formatted(count, totals.objects());
        if (count == 0) {
            return new NeedsAction(of, List.of());
        }
        var title =
                count == 1
                        ? "1 stored file is damaged or missing"
                        : "%,d stored files are damaged or missing".formatted(count);
        return new NeedsAction(
                of,
                List.of(
                        new Todo(
                                Health.BAD,
                                title,
                                "It is not handed out. Bring it back from a backup.",
                                URL,
                                "Look")));
    }
}
