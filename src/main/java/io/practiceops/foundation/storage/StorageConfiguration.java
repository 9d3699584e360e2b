package io.practiceops.foundation.storage;

import io.practiceops.foundation.kernel.Home;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    ObjectStore objectStore(Home home, @Value("${practiceops.storage.folder:}") String folder) {
        return new FolderStore(folder.isBlank() ? home.resolve("objects") : Path.of(folder));
    }
}
