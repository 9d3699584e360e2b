package io.practiceops.practice.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.practiceops.practice.parsing.Mail.Attachment;
import io.practiceops.practice.parsing.ParsingFailed.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails taken apart. */
class MailTests {

    private static Parsing parsing;

    @TempDir Path folder;

    @BeforeAll
    static void start() {
        parsing = new Parsing(ParsingLimits.DEFAULT, TestFiles.HOME, InstantSource.system());
    }

    @AfterAll
    static void stop() {
        parsing.close();
    }

    @Test
    void aMailIsTakenApart() throws IOException {
        var mail =
                read(
                        """
                        From: =?utf-8?Q?Ana_Ortiz?= <ana@example.com>
                        To: "Webb, Daniel" <dan@example.org>, info@example.org
                        Cc: Partners: a@example.net, b@example.net;
                        Subject: =?utf-8?B?Q2xvc2luZyDigqw1?=
                        Date: Mon, 2 Mar 2026 10:00:00 -0500
                        MIME-Version: 1.0
                        Content-Type: multipart/mixed; boundary="x"

                        --x
                        Content-Type: multipart/alternative; boundary="y"

                        --y
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: quoted-printable

                        The closing is on Monday =E2=82=AC.
                        --y
                        Content-Type: text/html

                        <p>The closing is on <b>Monday</b>.</p>
                        --y--
                        --x
                        Content-Type: application/pdf; name="=?utf-8?Q?Lease_=E2=82=AC.pdf?="
                        Content-Disposition: attachment
                        Content-Transfer-Encoding: base64

                        JVBERi0xLjc=
                        --x
                        Content-Type: text/plain

                        Sent from a mailing list.
                        --x--
                        """);

        assertThat(mail.from()).isEqualTo("Ana Ortiz <ana@example.com>");
        assertThat(mail.to()).containsExactly("Webb, Daniel <dan@example.org>", "info@example.org");
        assertThat(mail.cc()).containsExactly("a@example.net", "b@example.net");
        assertThat(mail.subject()).isEqualTo("Closing €5");
        assertThat(mail.sent()).isEqualTo(Instant.parse("2026-03-02T15:00:00Z"));
        assertThat(mail.text())
                .isEqualTo("The closing is on Monday €.\n\nSent from a mailing list.");
        assertThat(mail.leftOut()).isZero();
        var lease = only(mail);
        assertThat(lease)
                .usingRecursiveComparison()
                .ignoringFields("file")
                .isEqualTo(new Attachment("Lease €.pdf", "application/pdf", false, folder, 8));
        assertThat(lease.file()).hasParent(folder.resolve("out")).hasContent("%PDF-1.7");
    }

    @Test
    void aMailOfHtmlAloneIsReadAsText() throws IOException {
        var mail =
                read(
                        """
                        From: ana@example.com
                        Subject: Hello
                        Content-Type: text/html

                        <html><head><style>p{}</style><script>alert(1)</script></head>
                        <body><p>One</p><p>Two &amp; three</p><img src="http://127.0.0.1/x"></body>
                        """);

        assertThat(mail.text().lines().filter(line -> !line.isBlank()))
                .containsExactly("One", "Two & three");
    }

    @Test
    void aMailAttachedIsAFileAsItCame() throws IOException {
        var mail = read(TestFiles.mailInMail(0, 3));

        assertThat(mail.text()).isEqualTo("This is level 0.");
        var inner = only(mail);
        assertThat(inner.name()).isEqualTo("forwarded.eml");
        assertThat(inner.mediaType()).isEqualTo("message/rfc822");
        assertThat(Files.readString(inner.file()).strip())
                .isEqualToNormalizingNewlines(TestFiles.mailInMail(1, 3).strip());
    }

    @Test
    void namesOfAttachmentsAreHarmless() throws IOException {
        assertThat(named("../../etc/passwd")).isEqualTo("passwd");
        assertThat(named("C:\\\\Temp\\\\a.pdf")).isEqualTo("a.pdf");
        assertThat(named("invoice\u202efdp.exe")).isEqualTo("invoicefdp.exe");
        assertThat(named(" ..a?b. ")).isEqualTo("a_b");
        assertThat(named("")).isEqualTo("attachment.pdf");
        assertThat(named("🦀".repeat(300) + ".pdf")).hasSizeBetween(190, 200).endsWith("🦀.pdf");
    }

    private String named(String name) throws IOException {
        return only(read(
                        """
                        From: a@example.com
                        Subject: Names
                        Content-Type: multipart/mixed; boundary="x"

                        --x
                        Content-Type: application/pdf
                        Content-Disposition: attachment; filename="%s"

                        content
                        --x--
                        """
                                .formatted(name)))
                .name();
    }

    @Test
    void namesInTheWayOfRfc2231AreRead() throws IOException {
        var mail =
                read(
                        """
                        From: a@example.com
                        Subject: Names
                        Content-Type: multipart/mixed; boundary="x"

                        --x
                        Content-Type: application/pdf
                        Content-Disposition: attachment; filename*=utf-8''Lease%20%E2%82%AC.pdf

                        content
                        --x--
                        """);

        assertThat(only(mail).name()).isEqualTo("Lease €.pdf");
    }

    @Test
    void picturesInTheBodyAreToldFromFiles() throws IOException {
        var mail =
                read(
                        """
                        From: a@example.com
                        Subject: Logo
                        Content-Type: multipart/related; boundary="x"

                        --x
                        Content-Type: text/html

                        <img src="cid:logo">Regards
                        --x
                        Content-Type: image/png
                        Content-ID: <logo>

                        png
                        --x--
                        """);

        assertThat(only(mail).inline()).isTrue();
        assertThat(only(mail).name()).isEqualTo("attachment.png");
    }

    @Test
    void tooManyAttachmentsAreCountedAndLeftOut() throws IOException {
        var part = "--x\nContent-Type: application/pdf\n\ncontent\n";
        var mail =
                read(
                        """
                        From: a@example.com
                        Subject: Many
                        Content-Type: multipart/mixed; boundary="x"

                        %s--x--
                        """
                                .formatted(part.repeat(1_000)));

        assertThat(mail.attachments()).hasSize(Mail.MOST_ATTACHMENTS);
        assertThat(mail.leftOut()).isEqualTo(1_000 - Mail.MOST_ATTACHMENTS);
    }

    @Test
    void aMailCutShortGivesWhatItHas() throws IOException {
        var whole = TestFiles.mailInMail(0, 1);

        assertThat(read(whole.substring(0, whole.indexOf("level 1"))).text())
                .isEqualTo("This is level 0.");
    }

    @Test
    void anOutlookMailIsTakenApartAndTheMailInsideToo() throws IOException {
        var mail = read(TestFiles.outlookMail());

        assertThat(mail.from()).isEqualTo("Ana Ortiz <ana@example.com>");
        assertThat(mail.to()).containsExactly("Daniel Webb <dan@example.org>");
        assertThat(mail.cc()).containsExactly("cc@example.org");
        assertThat(mail.subject()).isEqualTo("Closing €5");
        assertThat(mail.sent()).isEqualTo(Instant.parse("2026-03-02T15:00:00Z"));
        assertThat(mail.text()).isEqualTo("The closing is on Monday.");
        assertThat(mail.attachments())
                .extracting(Attachment::name)
                .containsExactly("Lease.pdf", "Earlier.msg");
        assertThat(mail.attachments().getFirst().file()).hasContent("%PDF-1.7");

        var inner = read(Files.readAllBytes(mail.attachments().getLast().file()));
        assertThat(inner.subject()).isEqualTo("Earlier");
        assertThat(inner.text()).isEqualTo("Inside.");
    }

    @Test
    void whatIsNoMailIsNamedAsSuch() {
        assertThat(
                        catchThrowableOfType(
                                        ParsingFailed.class, () -> read(TestFiles.pdf("No mail")))
                                .reason())
                .isEqualTo(Reason.UNSUPPORTED);
    }

    private static Attachment only(Mail mail) {
        assertThat(mail.attachments()).hasSize(1);
        return mail.attachments().getFirst();
    }

    private Mail read(String content) throws IOException {
        return read(content.getBytes(UTF_8));
    }

    private Mail read(byte[] content) throws IOException {
        var file = Files.write(folder.resolve("f"), content);
        var out = folder.resolve("out");
        Files.createDirectories(out);
        return parsing.mail(Lane.INTERACTIVE, file, "f", out);
    }
}
