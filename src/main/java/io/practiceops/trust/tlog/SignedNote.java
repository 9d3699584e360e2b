package io.practiceops.trust.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text with signatures: C2SP signed-note. Read it only through {@link #verified}: a text nobody
 * known has signed says nothing.
 *
 * @param text ends with a newline
 * @param signatures those of unknown keys are kept
 */
public record SignedNote(String text, List<Signature> signatures) {

    /** Bytes a note may have. */
    public static final int LARGEST = 1 << 20;

    private static final int MOST_SIGNATURES = 64;
    private static final String DASH = "— ";

    /** One signature line. */
    public record Signature(String name, int keyId, byte[] bytes) {

        String line() {
            var blob = ByteBuffer.allocate(4 + bytes.length).putInt(keyId).put(bytes).array();
            return DASH + name + " " + Hashes.base64(blob) + "\n";
        }
    }

    public SignedNote {
        if (!text.endsWith("\n")) {
            throw new Malformed("The text of a note ends with a newline.");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new Malformed("A note has no control characters.");
        }
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new Malformed("A note has 1 to %d signatures.".formatted(MOST_SIGNATURES));
        }
        signatures = List.copyOf(signatures);
    }

    public static SignedNote sign(String text, NoteSigner... signers) {
        return new SignedNote(
                text, Arrays.stream(signers).map(signer -> signer.sign(text)).toList());
    }

    public static SignedNote parse(byte[] encoded) {
        if (encoded.length > LARGEST) {
            throw new Malformed("A note of %d bytes is too large.".formatted(encoded.length));
        }
        try {
            return parse(UTF_8.newDecoder().decode(ByteBuffer.wrap(encoded)).toString());
        } catch (CharacterCodingException e) {
            throw new Malformed("The note is not UTF-8.");
        }
    }

    public static SignedNote parse(String encoded) {
        if (encoded.length() > LARGEST) {
            throw new Malformed(
                    "A note of %d characters is too large.".formatted(encoded.length()));
        }
        var blank = encoded.lastIndexOf("\n\n");
        if (blank < 0 || !encoded.endsWith("\n") || blank + 2 == encoded.length()) {
            throw new Malformed("A note is a text, an empty line and signatures.");
        }
        var signatures = new ArrayList<Signature>();
        for (var line : encoded.substring(blank + 2, encoded.length() - 1).split("\n", -1)) {
            signatures.add(signature(line));
        }
        return new SignedNote(encoded.substring(0, blank + 1), signatures);
    }

    private static Signature signature(String line) {
        var space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            throw new Malformed(
                    "“%s” is not a signature line.".formatted(Malformed.shortened(line)));
        }
        var name = NoteVerifier.checkedName(line.substring(DASH.length(), space));
        var blob = ByteBuffer.wrap(Hashes.fromBase64(line.substring(space + 1)));
        if (blob.remaining() < 5) {
            throw new Malformed("The signature of %s is too short.".formatted(name));
        }
        var keyId = blob.getInt();
        var bytes = new byte[blob.remaining()];
        blob.get(bytes);
        return new Signature(name, keyId, bytes);
    }

    /**
     * The known keys that have signed: at least one.
     *
     * @throws SignatureRefused when a known key's signature is not valid, or no known key has
     *     signed
     */
    public List<NoteVerifier> verified(Collection<NoteVerifier> known) {
        var signed = new ArrayList<NoteVerifier>();
        for (var signature : signatures) {
            for (var key : known) {
                if (!key.hasMade(signature) || signed.contains(key)) {
                    continue;
                }
                if (!key.verifies(text, signature.bytes())) {
                    throw new SignatureRefused(
                            "The signature of %s does not belong to this text."
                                    .formatted(key.shortName()));
                }
                signed.add(key);
            }
        }
        if (signed.isEmpty()) {
            throw new SignatureRefused("None of the known keys has signed this text.");
        }
        return signed;
    }

    /** The same text with one signature more, such as a witness's or a new key's. */
    public SignedNote with(NoteSigner signer) {
        var more = new ArrayList<>(signatures);
        more.add(signer.sign(text));
        return new SignedNote(text, more);
    }

    /** The note as it is written down. */
    public String encoded() {
        return text + "\n" + signatures.stream().map(Signature::line).collect(Collectors.joining());
    }
}
