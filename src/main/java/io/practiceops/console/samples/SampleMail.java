package io.practiceops.console.samples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/** The e-mail of the demo practice: a lender asks, a bank statement is attached. */
final class SampleMail {

    static final String CLIENT = "hudson-loom";
    static final String FILE = "Catskill asks for the February statement.eml";

    private static final String ATTACHED = "Borough Savings statement Hudson Loom.pdf";

    private SampleMail() {}

    static byte[] bytes(SampleDocuments samples) {
        var statement =
                samples.documents().stream()
                        .filter(document -> document.fileName().equals(ATTACHED))
                        .findFirst()
                        .orElseThrow();
        var encoded = Base64.getMimeEncoder().encodeToString(statement.content());
        return """
        From: Teresa Vann <tvann@catskill-equipment.example>
        To: Daniel Okoye <daniel@harborfinch.example>
        Cc: Noa Hart <noa@harborfinch.example>
        Subject: Hudson Loom: February statement for the loan file
        Date: Tue, 3 Mar 2026 10:42:00 -0500
        Message-ID: <20260303-1042@catskill-equipment.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="catskill"

        --catskill
        Content-Type: text/plain; charset=us-ascii

        Daniel,

        attached is what Borough Savings sent us. Please confirm that the installment of
        February 1 is ours, and that the covenant on the debt service is met for the quarter.

        Teresa Vann
        Catskill Equipment Finance Corp.

        --catskill
        Content-Type: application/pdf; name="Borough statement February 2026.pdf"
        Content-Disposition: attachment; filename="Borough statement February 2026.pdf"
        Content-Transfer-Encoding: base64

        %s
        --catskill--
        """
                .formatted(encoded)
                .replace("\r\n", "\n")
                .replace("\n", "\r\n")
                .getBytes(US_ASCII);
    }
}
