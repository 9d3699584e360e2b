package io.practiceops.practice.vault;

import io.practiceops.foundation.jobs.DurableTask;
import io.practiceops.foundation.storage.ObjectStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    private static final int AT_ONCE = 500;

    @Bean
    DurableTask<RemoveObject> removeObject(ObjectStore store) {
        return DurableTask.of(
                "vault.remove-object", RemoveObject.class, task -> remove(store, task.prefix()));
    }

    private static void remove(ObjectStore store, String prefix) {
        for (var left = store.list(prefix, null, AT_ONCE);
                !left.isEmpty();
                left = store.list(prefix, null, AT_ONCE)) {
            left.forEach(object -> store.delete(object.key()));
        }
    }
}
