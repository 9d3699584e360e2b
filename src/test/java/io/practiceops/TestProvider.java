package io.practiceops;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/**
 * Spring Authorization Server on a port of its own, with an application context of its own: an
 * identity provider over real HTTP. Everybody may sign in there with {@link #PASSWORD}; what it
 * says about them a test can change, and have it lie.
 */
public final class TestProvider {

    public static final String CLIENT = "practiceops";
    public static final String SECRET = "a secret of the client";
    public static final String PASSWORD = "there";

    private static final String KEY = "the-key";

    private final AtomicReference<String> back = new AtomicReference<>("http://localhost/unset");
    private final AtomicReference<Consumer<JwtClaimsSet.Builder>> says =
            new AtomicReference<>(_ -> {});
    private final AtomicReference<RSAKey> signing;
    private final RSAKey key = newKey();
    private final WebServer server;

    public TestProvider() {
        signing = new AtomicReference<>(key);
        server =
                new TomcatServletWebServerFactory(0)
                        .getWebServer(servlets -> {
                            var context = new AnnotationConfigWebApplicationContext();
                            context.setServletContext(servlets);
                            context.addBeanFactoryPostProcessor(
                                    beans -> beans.registerSingleton("provider", this));
                            context.register(Configured.class);
                            context.refresh();
                            var chain =
                                    new DelegatingFilterProxy("springSecurityFilterChain", context);
                            servlets.addFilter("security", chain)
                                    .addMappingForUrlPatterns(
                                            EnumSet.of(DispatcherType.REQUEST), false, "/*");
                            servlets.addServlet("nothing", new HttpServlet() {}).addMapping("/");
                        });
        server.start();
    }

    public String issuer() {
        return "http://localhost:" + server.getPort();
    }

    /** Where it may send browsers back to. */
    public void sendBackTo(String address) {
        back.set(address);
    }

    /** From now on says the usual, and on top of it what the test wants, in its ID tokens. */
    public void says(Consumer<JwtClaimsSet.Builder> more) {
        says.set(more);
    }

    /** From now on signs with a key nobody can look up, under the name of the one they can. */
    public void forgesSignatures() {
        signing.set(newKey());
    }

    /** As it was in the beginning. */
    public void isHonest() {
        says.set(_ -> {});
        signing.set(key);
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(KEY).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The provider's own beans; no {@code @Configuration}, which the application's scan would find.
     */
    @EnableWebSecurity
    static class Configured {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> server.oidc(withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(withDefaults())
                    .build();
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        UserDetailsService everybody() {
            return name -> User.withUsername(name).password("{noop}" + PASSWORD).build();
        }

        @Bean
        RegisteredClientRepository clients(TestProvider provider) {
            return new RegisteredClientRepository() {
                @Override
                public void save(RegisteredClient client) {
                    // It would keep a better hash of the secret; there is nothing to keep it in.
                }

                @Override
                public RegisteredClient findById(String id) {
                    return client(provider.back.get());
                }

                @Override
                public RegisteredClient findByClientId(String id) {
                    return id.equals(CLIENT) ? client(provider.back.get()) : null;
                }
            };
        }

        private static RegisteredClient client(String back) {
            return RegisteredClient.withId(CLIENT)
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(back)
                    .scope("openid")
                    .scope("email")
                    .scope("profile")
                    .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                    .build();
        }

        /** The keys to be looked up are true; the one it signs with may not be. */
        @Bean
        JWKSource<SecurityContext> keys(TestProvider provider) {
            return (selector, _) -> {
                var isSigning = selector.getMatcher().getAlgorithms() != null;
                var shown = isSigning ? provider.signing.get() : provider.key;
                return selector.select(new JWKSet(shown));
            };
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(TestProvider provider) {
            return context -> {
                if (context.getTokenType().getValue().equals("id_token")) {
                    context.getClaims()
                            .claim("email", context.getPrincipal().getName())
                            .claim("email_verified", true);
                    provider.says.get().accept(context.getClaims());
                }
            };
        }
    }
}
