package io.practiceops.trust.access;

import io.practiceops.TestFirm;
import org.springframework.context.ApplicationContext;

/** For tests of other packages: people in the middle of their sign-in. */
public final class HalfSignedIn {

    private HalfSignedIn() {}

    public static void enrol(ApplicationContext application, TestFirm firm, String name) {
        var _ = new TestPerson(application, firm.email(name)).enrol();
    }

    /** The token after the right password of one who has a second factor. */
    public static String token(ApplicationContext application, TestFirm firm, String name) {
        return new TestPerson(application, firm.email(name)).enrol().signIn().token();
    }

    /** What an app with that secret shows, some steps from now. */
    public static String code(String secret, int stepsFromNow) {
        var step = Totp.stepAt(java.time.Instant.now()) + stepsFromNow;
        return Totp.code(TestPerson.decoded(secret), step, Totp.DIGITS);
    }

    /** A second factor is needed of owners from now on. */
    public static void require(ApplicationContext application, TestFirm firm) {
        var _ =
                firm.asSystem(() ->
                        application
                                .getBean(SecondFactorRules.class)
                                .change(Role.OWNER, true, null));
    }
}
