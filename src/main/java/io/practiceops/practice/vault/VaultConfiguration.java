package io.practiceops.practice.vault;

import io.practiceops.foundation.jobs.DurableTask;
import io.practiceops.foundation.kernel.Nav;
import io.practiceops.foundation.storage.ObjectStore;
import io.practiceops.practice.vault.Rotation.RewrapKeys;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultSettings.class)
class VaultConfiguration {

    private static final int AT_ONCE = 500;

    @Bean
    Nav storageInTheRail() {
        return new Nav(
                Nav.Wing.OPERATIONS,
                20,
                "Storage",
                "/storage",
                "storage",
                "s",
                false,
                Storage.READ);
    }

    @Bean
    DurableTask<RewrapKeys> rewrapKeys(Rotation rotation) {
        return DurableTask.of("vault.rewrap-keys", RewrapKeys.class, _ -> rotation.rewrapAll());
    }

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
