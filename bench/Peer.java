import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The least that answers the same question: Spring MVC on the application's own libraries, the
 * session in memory, one SELECT by primary key from a table without policies. Not part of the
 * product; what it does in a closed loop is what the product's throughput is divided by.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Peer.Clients.class)
public class Peer {

    static final String USER = "peer";
    static final String PASSWORD = "peer";

    static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println(
                    "Usage: java -cp 'target/app/*/lib/*' bench/Peer.java PORT, with"
                            + " SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD. bench/run http starts"
                            + " it.");
            System.exit(2);
        }
        var application = new SpringApplication(Peer.class);
        application.setDefaultProperties(
                Map.of(
                        "server.address", "127.0.0.1",
                        "server.port", arguments[0],
                        "server.compression.enabled", "true",
                        "spring.threads.virtual.enabled", "true",
                        "spring.datasource.hikari.maximum-pool-size", "10",
                        "spring.flyway.enabled", "false",
                        "spring.main.banner-mode", "off",
                        "logging.level.root", "error"));
        application.run();
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.ALWAYS))
                .httpBasic(basic ->
                        basic.securityContextRepository(new HttpSessionSecurityContextRepository()))
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername(USER).password("{noop}" + PASSWORD).roles("USER").build());
    }

    record Client(UUID id, String name, String kind, String email) {}

    @RestController
    static class Clients {

        private final JdbcClient jdbc;

        Clients(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @GetMapping("/clients/{id}")
        ResponseEntity<Client> find(@PathVariable("id") UUID id) {
            List<Client> found = jdbc.sql(FIND).param("id", id).query(Client.class).list();
            return ResponseEntity.of(found.stream().findFirst());
        }
    }

    private static final String FIND =
            "SELECT id, name, kind, email FROM bench_plain.client WHERE id = :id";
}
