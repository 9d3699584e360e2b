package io.practiceops.foundation.storage;

import io.micrometer.core.instrument.MeterRegistry;
import io.practiceops.foundation.kernel.Home;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageSettings.class)
class StorageConfiguration {

    private static final int CONNECTIONS = 64;
    private static final Duration TO_CONNECT = Duration.ofSeconds(3);
    private static final Duration TO_GET_A_CONNECTION = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(20);

    @Bean
    ObjectStore objectStore(StorageSettings settings, Home home, MeterRegistry meters) {
        return new MeteredStore(
                switch (settings.kind()) {
                    case FOLDER -> {
                        var folder = settings.folder();
                        yield new FolderStore(folder == null ? home.resolve("objects") : folder);
                    }
                    case S3 -> s3(settings.s3());
                },
                meters);
    }

    static S3Store s3(StorageSettings.S3 settings) {
        var client =
                S3Client.builder()
                        .region(Region.of(settings.region()))
                        .endpointOverride(settings.endpoint())
                        .forcePathStyle(settings.pathStyle())
                        .credentialsProvider(credentials(settings))
                        .httpClientBuilder(
                                Apache5HttpClient.builder()
                                        .maxConnections(CONNECTIONS)
                                        .connectionTimeout(TO_CONNECT)
                                        .connectionAcquisitionTimeout(TO_GET_A_CONNECTION)
                                        .socketTimeout(TO_ANSWER))
                        .build();
        return new S3Store(client, settings.bucket(), settings.place());
    }

    private static AwsCredentialsProvider credentials(StorageSettings.S3 settings) {
        var id = settings.accessKey();
        var secret = settings.secretKey();
        return id == null || secret == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }
}
