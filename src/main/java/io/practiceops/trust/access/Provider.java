package io.practiceops.trust.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One identity provider, spoken to as OpenID Connect Core 1.0 says: authorization code with PKCE
 * (RFC 7636), the ID token checked for signature, issuer, audience, expiry and nonce. What it says
 * of itself is kept for an hour.
 */
final class Provider {

    /** Signatures anybody can check; none, and none made with the client's own secret. */
    private static final Set<JWSAlgorithm> SIGNATURES = Set.copyOf(JWSAlgorithm.Family.SIGNATURE);

    private static final Duration KEPT = Duration.ofHours(1);
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_BYTES = 512 * 1024;

    private final ProviderSettings.One settings;
    private final Clock clock;
    private volatile @Nullable Known known;

    /** What a provider says of itself, and its keys. */
    private record Known(
            OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant until) {}

    /**
     * Who came, as the provider says.
     *
     * @param methods what {@code amr} and {@code acr} say about how they signed in there
     */
    record Identity(
            String issuer,
            String subject,
            @Nullable String email,
            boolean isVerified,
            Set<String> methods) {}

    /** Who came, or why that cannot be believed. */
    record Answer(@Nullable Identity identity, @Nullable ProviderRefusal refusal) {}

    Provider(ProviderSettings.One settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Where to send the browser. */
    URI authorization(ProviderVisit visit, URI back) throws ProviderTrouble {
        return new AuthenticationRequest.Builder(
                        new ResponseType(ResponseType.Value.CODE),
                        new Scope("openid", "email", "profile"),
                        client(),
                        back)
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(new State(visit.state()))
                .nonce(new Nonce(visit.nonce()))
                .codeChallenge(new CodeVerifier(visit.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Takes the code the browser brought to the provider and reads who that is. */
    Answer identify(String code, ProviderVisit visit, URI back) throws ProviderTrouble {
        var known = known();
        var tokens = tokens(known, code, visit, back);
        if (tokens == null) {
            return new Answer(null, ProviderRefusal.CODE_REFUSED);
        }
        var idToken = tokens.getOIDCTokens().getIDToken();
        if (idToken == null) {
            return new Answer(null, ProviderRefusal.TOKEN_REFUSED);
        }
        var selector = new JWSVerificationKeySelector<>(SIGNATURES, known.keys());
        try {
            var validator = new IDTokenValidator(issuer(), client(), selector, null);
            return new Answer(
                    identity(validator.validate(idToken, new Nonce(visit.nonce()))), null);
        } catch (BadJOSEException | JOSEException | ParseException notBelieved) {
            return new Answer(null, ProviderRefusal.TOKEN_REFUSED);
        }
    }

    /** Null when the provider does not take the code. */
    private @Nullable OIDCTokenResponse tokens(
            Known known, String code, ProviderVisit visit, URI back) throws ProviderTrouble {
        var grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code), back, new CodeVerifier(visit.verifier()));
        var endpoint = known.metadata().getTokenEndpointURI();
        var authentication = authentication(known.metadata());
        var request =
                authentication == null
                        ? new TokenRequest.Builder(endpoint, client(), grant).build()
                        : new TokenRequest.Builder(endpoint, authentication, grant).build();
        try {
            var http = request.toHTTPRequest();
            http.setConnectTimeout(TIMEOUT_MILLIS);
            http.setReadTimeout(TIMEOUT_MILLIS);
            http.setFollowRedirects(false);
            var answer = http.send();
            if (answer.getStatusCode() >= HTTPResponse.SC_SERVER_ERROR) {
                throw new ProviderTrouble("its token endpoint answers " + answer.getStatusCode());
            }
            var parsed = OIDCTokenResponseParser.parse(answer);
            return parsed.indicatesSuccess()
                    ? (OIDCTokenResponse) parsed.toSuccessResponse()
                    : null;
        } catch (IOException | ParseException e) {
            throw new ProviderTrouble("its token endpoint does not answer as it should");
        }
    }

    private @Nullable ClientAuthentication authentication(OIDCProviderMetadata metadata) {
        if (settings.clientSecret() == null || settings.clientSecret().isBlank()) {
            return null;
        }
        var secret = new com.nimbusds.oauth2.sdk.auth.Secret(settings.clientSecret());
        var methods = metadata.getTokenEndpointAuthMethods();
        return methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                ? new ClientSecretBasic(client(), secret)
                : new ClientSecretPost(client(), secret);
    }

    private static Identity identity(IDTokenClaimsSet claims) throws ParseException {
        var methods = new HashSet<String>();
        if (claims.getAMR() != null) {
            claims.getAMR().forEach(method -> methods.add(method.getValue()));
        }
        if (claims.getACR() != null) {
            methods.add(claims.getACR().getValue());
        }
        return new Identity(
                claims.getIssuer().getValue(),
                claims.getSubject().getValue(),
                claims.getStringClaim("email"),
                Boolean.TRUE.equals(claims.getBooleanClaim("email_verified")),
                methods);
    }

    /** Asks the provider what it says of itself, whether that was asked lately or not. */
    void look() throws ProviderTrouble {
        known = discover();
    }

    private Known known() throws ProviderTrouble {
        var kept = known;
        if (kept == null || !kept.until().isAfter(clock.instant())) {
            kept = discover();
            known = kept;
        }
        return kept;
    }

    /** That the document names this very issuer is checked in there. */
    private Known discover() throws ProviderTrouble {
        try {
            var metadata = OIDCProviderMetadata.resolve(issuer(), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            if (metadata.getAuthorizationEndpointURI() == null
                    || metadata.getTokenEndpointURI() == null
                    || metadata.getJWKSetURI() == null) {
                throw new ProviderTrouble("its discovery document leaves endpoints out");
            }
            var retriever =
                    new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
            var keys =
                    JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), retriever)
                            .refreshAheadCache(false)
                            .build();
            return new Known(metadata, keys, clock.instant().plus(KEPT));
        } catch (IOException e) {
            throw new ProviderTrouble("it does not answer at " + settings.issuer());
        } catch (GeneralException e) {
            throw new ProviderTrouble(
                    "what it says at %s is no OpenID discovery document of that issuer"
                            .formatted(settings.issuer()));
        }
    }

    boolean isIssuer(String text) {
        return text.equals(settings.issuer());
    }

    private Issuer issuer() {
        return new Issuer(Objects.requireNonNull(settings.issuer()));
    }

    private ClientID client() {
        return new ClientID(Objects.requireNonNull(settings.clientId()));
    }
}
