package io.practiceops.foundation.outbox;

import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/** Reads what a mail server said out of the exceptions it comes wrapped in. */
final class SmtpAnswer {

    private SmtpAnswer() {}

    /**
     * The server's words when it refused this mail or its recipient for good, else null. What it
     * has against us, sign-in, TLS or the sender, is mended in the configuration, and then the mail
     * can go.
     */
    static @Nullable String refusal(MailException failed) {
        for (var cause : causes(failed)) {
            if (cause instanceof SMTPAddressFailedException address
                    && isFinal(address.getReturnCode())) {
                return words(address);
            }
            if (cause instanceof SMTPSendFailedException send
                    && isFinal(send.getReturnCode())
                    && !send.getCommand().startsWith("MAIL")) {
                return words(send);
            }
        }
        return null;
    }

    /** What went wrong, for people: the words nearest to the cause. */
    static String words(Throwable failed) {
        var words = new LinkedHashSet<String>();
        for (var cause : causes(failed)) {
            if (cause.getMessage() != null && !(cause instanceof MailException)) {
                words.add(cause.getMessage().strip().replace('\0', ' '));
            }
        }
        return words.isEmpty() ? failed.getClass().getSimpleName() : String.join("; ", words);
    }

    /** For those who read beyond the firm: logs and checks. */
    static String withoutAddresses(String text) {
        return text.replaceAll("[^\\s<>:;,\"]+@[^\\s<>:;,\"]+", "…");
    }

    private static boolean isFinal(int code) {
        return code >= 500 && code < 600 && !isAboutUs(code);
    }

    /** 530 to 538: authentication and encryption. */
    private static boolean isAboutUs(int code) {
        return code >= 530 && code <= 538;
    }

    private static Set<Throwable> causes(Throwable failed) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        var ordered = new LinkedHashSet<Throwable>();
        var open = new ArrayDeque<Throwable>(List.of(failed));
        while (!open.isEmpty()) {
            var next = open.removeFirst();
            if (seen.add(next)) {
                ordered.add(next);
                open.addAll(behind(next));
            }
        }
        return ordered;
    }

    private static List<? extends Throwable> behind(Throwable cause) {
        if (cause instanceof MailSendException send && send.getMessageExceptions().length > 0) {
            return List.of(send.getMessageExceptions());
        }
        if (cause instanceof MessagingException chained && chained.getNextException() != null) {
            return List.of(chained.getNextException());
        }
        return cause.getCause() == null ? List.of() : List.of(cause.getCause());
    }
}
