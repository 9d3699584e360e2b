package io.practiceops.foundation.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** The mail server of the installation. */
final class Smtp {

    private static final int TLS_PORT = 465;

    private final JavaMailSenderImpl server;
    private final InternetAddress sender;
    private final Clock clock;

    Smtp(SmtpSettings settings, Clock clock) {
        this.server = server(settings);
        this.sender = address(settings.sender());
        this.clock = clock;
    }

    InternetAddress sender() {
        return sender;
    }

    /**
     * The Message-ID of a message: always the same for one handing-in, so that a second copy, sent
     * because the record of the first was lost, is recognised by the receiving side.
     */
    String messageId(UUID message, int sending) {
        var address = sender.getAddress();
        return "<%s.%d@%s>"
                .formatted(message, sending, address.substring(address.indexOf('@') + 1));
    }

    /**
     * Hands the mail to the server. Returns when the server has taken it.
     *
     * @throws MailRefused when another try would be refused as well
     * @throws MailException when another try may succeed
     */
    void send(String recipient, String subject, String text, String messageId) throws MailRefused {
        var message = server.createMimeMessage();
        try {
            var helper = new MimeMessageHelper(message, UTF_8.name());
            helper.setFrom(sender);
            helper.setTo(recipient);
            helper.setSubject(subject);
            helper.setText(text);
            helper.setSentDate(Date.from(clock.instant()));
            message.setHeader("Message-ID", messageId);
            message.setHeader("Auto-Submitted", "auto-generated");
        } catch (MessagingException unwritable) {
            throw new MailRefused(
                    "This mail cannot be written: " + unwritable.getMessage(), unwritable);
        }
        try {
            server.send(message);
        } catch (MailException failed) {
            var refusal = SmtpAnswer.refusal(failed);
            if (refusal != null) {
                throw new MailRefused(refusal, failed);
            }
            throw failed;
        }
    }

    private static JavaMailSenderImpl server(SmtpSettings settings) {
        var server = new JavaMailSenderImpl();
        server.setHost(Objects.requireNonNull(settings.host()));
        server.setPort(settings.port());
        server.setUsername(settings.user());
        server.setPassword(settings.password());
        server.setDefaultEncoding(UTF_8.name());
        var properties = server.getJavaMailProperties();
        var millis = String.valueOf(settings.timeout().toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        var hasUser = settings.user() != null && !settings.user().isBlank();
        properties.setProperty("mail.smtp.auth", String.valueOf(hasUser));
        if (settings.port() == TLS_PORT) {
            properties.setProperty("mail.smtp.ssl.enable", "true");
        } else {
            properties.setProperty("mail.smtp.starttls.enable", "true");
            properties.setProperty(
                    "mail.smtp.starttls.required", String.valueOf(settings.starttls()));
        }
        return server;
    }

    private static InternetAddress address(String from) {
        try {
            return new InternetAddress(from, true);
        } catch (AddressException notOne) {
            throw new IllegalArgumentException(
                    "practiceops.smtp.from is “%s”, which is no mail address. Write it as name@example.com."
                            .formatted(from),
                    notOne);
        }
    }
}
