package io.practiceops.trust.sealing;

import static io.practiceops.trust.sealing.VerifyFinding.Kind.KEY_UNKNOWN;
import static io.practiceops.trust.sealing.VerifyFinding.Kind.SIGNATURE_INVALID;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.trust.tlog.Malformed;
import io.practiceops.trust.tlog.NoteVerifier;
import io.practiceops.trust.tlog.SignatureRefused;
import io.practiceops.trust.tlog.SignedNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of a bundle, in order of use. Each after the first was named by the one before it, in a
 * signed statement; so one that is known from elsewhere vouches for those behind it, never for
 * those before.
 */
record VerifyKeys(List<NoteVerifier> keys) {

    private static final String STATEMENT = "practiceops.audit/key-rotation\n";

    static VerifyKeys read(BundleReader bundle) throws IOException {
        var keys = new ArrayList<NoteVerifier>();
        for (var line : new String(bundle.document(BundleFiles.KEYS), UTF_8).lines().toList()) {
            keys.add(NoteVerifier.parse(line));
        }
        if (keys.isEmpty()) {
            throw new Malformed("keys.txt names no key.");
        }
        for (var number = 2; number <= keys.size(); number++) {
            checkStatement(bundle, number, keys.get(number - 2), keys.get(number - 1));
        }
        return new VerifyKeys(List.copyOf(keys));
    }

    private static void checkStatement(
            BundleReader bundle, int number, NoteVerifier old, NoteVerifier next)
            throws IOException {
        var file = BundleFiles.keyStatement(number);
        if (!bundle.has(file)) {
            throw unknown(
                    "Key %s came into use without a statement by the key before it (%s is missing)."
                            .formatted(next.id(), file));
        }
        var note = bundle.note(file);
        if (!signedBy(note, List.of(old))) {
            throw unknown(
                    "The statement that makes key %s follow key %s is not signed by the latter."
                            .formatted(next.id(), old.id()));
        }
        var begin = "%s%d\n%s\n%s\n".formatted(STATEMENT, number - 1, old.vkey(), next.vkey());
        if (!note.text().startsWith(begin)) {
            throw unknown("%s is a statement about other keys.".formatted(file));
        }
    }

    private static boolean signedBy(SignedNote note, List<NoteVerifier> keys) {
        try {
            note.verified(keys);
            return true;
        } catch (SignatureRefused refused) {
            return false;
        }
    }

    /** Which key, the newest counting, has signed this; from 0. */
    int signerOf(String file, SignedNote note) {
        try {
            return note.verified(keys).stream().mapToInt(keys::indexOf).max().orElseThrow();
        } catch (SignatureRefused refused) {
            throw VerifyFinding.of(
                            SIGNATURE_INVALID,
                            "The signature under %s is not valid: %s"
                                    .formatted(file, refused.getMessage()))
                    .thrown();
        }
    }

    /** The newest, which signs what this export proves. */
    NoteVerifier current() {
        return keys.getLast();
    }

    /** The export's checkpoint is by the newest key; an old one may be lost or stolen. */
    void requireCurrent(String file, SignedNote note) {
        if (signerOf(file, note) != keys.size() - 1) {
            throw VerifyFinding.of(
                            SIGNATURE_INVALID,
                            "%s is signed by a key that another had replaced.".formatted(file))
                    .thrown();
        }
    }

    /** That statements lead from one of these keys to the newest. */
    void requireLeadsFrom(List<NoteVerifier> known) {
        if (keys.stream().noneMatch(known::contains)) {
            throw unknown(
                    "This export is signed with key %s. No statement leads to it from the key you named."
                            .formatted(current().id()));
        }
    }

    /** That the note is by one of the chain, and so that the newest key follows from its signer. */
    void requireSigned(String file, SignedNote note) {
        if (!signedBy(note, keys)) {
            throw unknown(
                    """
                    The checkpoint you brought (%s) is signed by another key (%s) than those of this export (%s), \
                    and no statement leads from that one to these. Either it belongs to another installation, or \
                    somebody sealed these entries anew with a key of their own.\
                    """
                            .formatted(file, ids(note), ids()));
        }
    }

    private static String ids(SignedNote note) {
        return String.join(
                ", ",
                note.signatures().stream()
                        .map(signature -> "%08x".formatted(signature.keyId()))
                        .toList());
    }

    private String ids() {
        return String.join(", ", keys.stream().map(NoteVerifier::id).toList());
    }

    private static VerifyFinding.Divergence unknown(String words) {
        return VerifyFinding.of(KEY_UNKNOWN, words).thrown();
    }
}
