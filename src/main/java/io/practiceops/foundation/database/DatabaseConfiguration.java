package io.practiceops.foundation.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.practiceops.foundation.kernel.Home;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * Finds or starts the database, migrates it as its owner, and hands out connections of the app
 * login.
 */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    /** A server of our own, unless an external one is configured. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("'${practiceops.database.url:}'.isBlank()")
    static class Embedded {

        @Bean
        EmbeddedDatabase embeddedDatabase(
                Home home, @Value("${practiceops.command:false}") boolean command) {
            return EmbeddedDatabase.of(home.folder(), command);
        }

        @Bean
        DatabaseAccess databaseAccess(EmbeddedDatabase database) {
            return database.access();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("!'${practiceops.database.url:}'.isBlank()")
    static class External {

        @Bean
        DatabaseAccess databaseAccess(DatabaseSettings settings) {
            return settings.external();
        }
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(
            DatabaseAccess access, DatabaseSettings settings, MeterRegistry meters) {
        migrate(access, settings);
        var pool = pool(access, settings, meters);
        FirmIsolation.verify(pool, access, settings.platformRole());
        return pool;
    }

    @Bean
    PlatformTransactionManager transactionManager(
            DataSource dataSource, DatabaseSettings settings) {
        return new FirmTransactionManager(dataSource, settings.platformRole());
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    static void migrate(DatabaseAccess access, DatabaseSettings settings) {
        Flyway.configure()
                .dataSource(access.url(), access.owner().user(), access.owner().password())
                .locations("classpath:db/migration")
                .placeholders(
                        Map.of(
                                "owner", access.owner().user(),
                                "app", access.app().user(),
                                "platform", settings.platformRole()))
                .connectRetries(5)
                .load()
                .migrate();
    }

    private static HikariDataSource pool(
            DatabaseAccess access, DatabaseSettings settings, MeterRegistry meters) {
        var config = new HikariConfig();
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        config.setPoolName("practiceops");
        config.setJdbcUrl(access.url());
        config.setUsername(access.app().user());
        config.setPassword(access.app().password());
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(5_000);
        config.addDataSourceProperty("ApplicationName", "practiceops");
        config.addDataSourceProperty("reWriteBatchedInserts", true);
        config.addDataSourceProperty("connectTimeout", 5);
        config.addDataSourceProperty("tcpKeepAlive", true);
        config.addDataSourceProperty(
                "options",
                "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=300s");
        return new HikariDataSource(config);
    }
}
