package io.practiceops.trust.access;

import io.practiceops.TestFirm;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** Somebody with a password, at a session of their own, who may set up an authenticator. */
final class TestPerson {

    static final Sessions.Device PHONE = new Sessions.Device("127.0.0.1", "Firefox/150 Android");

    private final ApplicationContext application;
    private final String email;
    private byte[] seed = {};
    private List<String> recoveryCodes = List.of();

    TestPerson(ApplicationContext application, String email) {
        this.application = application;
        this.email = email;
    }

    SignIn signIn() {
        return application.getBean(Sessions.class).signIn(email, TestFirm.PASSWORD, PHONE);
    }

    /** Sets up an authenticator and lets its first code grow old. */
    TestPerson enrol() {
        var token = signIn().token();
        enrolAt(token);
        return this;
    }

    /** The token of the session afterwards. */
    String enrolAt(String token) {
        var enrolments = application.getBean(Enrolments.class);
        return Acting.as(
                actor(token),
                "test",
                () -> {
                    enrolments.beginAuthenticator();
                    seed = decoded(enrolments.begunAuthenticator().orElseThrow().secret());
                    var enrolled = enrolments.confirmAuthenticator(code(-1));
                    recoveryCodes = enrolled.recoveryCodes();
                    return enrolled.token() == null ? token : enrolled.token();
                });
    }

    /** The code of now, or of some steps away. */
    String code(int stepsFromNow) {
        var now = application.getBean(Clock.class).instant();
        return Totp.code(seed, Totp.stepAt(now) + stepsFromNow, Totp.DIGITS);
    }

    String wrongCode() {
        var right = List.of(code(-1), code(0), code(1));
        return right.contains("000000") ? "000001" : "000000";
    }

    List<String> recoveryCodes() {
        return recoveryCodes;
    }

    /** The actor of the session. */
    Actor actor(String token) {
        var register = application.getBean(SessionStore.class);
        var now = application.getBean(Clock.class).instant();
        var found = register.find(new Secret(token).hash(), now).orElseThrow();
        var rights = application.getBean(Roles.class).rightsOf(found.roles());
        var proven = java.util.Objects.requireNonNull(found.proven());
        return new Actor(
                Actor.Kind.USER,
                found.user(),
                found.via(),
                found.name(),
                found.firm(),
                rights,
                Confirmations.freshness(proven.at(), now));
    }

    UUID id() {
        return application.getBean(SignInRecord.class).account(email).id();
    }

    static byte[] decoded(String base32) {
        var bits = new StringBuilder();
        for (var letter : base32.replace(" ", "").toCharArray()) {
            var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits.append(String.format("%5s", Integer.toBinaryString(value)).replace(' ', '0'));
        }
        var bytes = new byte[bits.length() / 8];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }
}
