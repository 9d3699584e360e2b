package io.practiceops.foundation.database;

import com.zaxxer.hikari.HikariDataSource;
import io.practiceops.foundation.kernel.Home;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What can be looked at and measured of the database and the machine below it. */
@Configuration(proxyBeanMethods = false)
class DatabaseWatch {

    @Bean
    DatabaseCheck databaseCheck(HikariDataSource pool, DatabaseSettings settings) {
        return new DatabaseCheck(pool, settings.isExternal());
    }

    @Bean
    DiskCheck diskCheck(Home home) {
        return new DiskCheck(home.folder(), DiskCheck.Disk.of(home.folder()));
    }

    @Bean
    ClockCheck clockCheck(JdbcClient jdbc, Clock clock) {
        return new ClockCheck(jdbc, clock);
    }

    @Bean
    IsolationCheck isolationCheck(JdbcClient jdbc) {
        return new IsolationCheck(jdbc);
    }

    @Bean
    DatabaseMeters databaseMeters(
            JdbcClient jdbc,
            SlowStatements statements,
            ObjectProvider<EmbeddedDatabase> embedded,
            Clock clock) {
        return new DatabaseMeters(
                jdbc, statements, () -> resident(embedded.getIfAvailable()), clock);
    }

    private static double resident(@org.jspecify.annotations.Nullable EmbeddedDatabase embedded) {
        return embedded == null
                ? Double.NaN
                : embedded.own().map(server -> (double) server.residentBytes()).orElse(Double.NaN);
    }
}
