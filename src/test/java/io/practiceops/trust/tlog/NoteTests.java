package io.practiceops.trust.tlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTests {

    /** The example of Go's golang.org/x/mod/sumdb/note. */
    private static final String GO_VKEY =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private static final String GO_TEXT =
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String GO_NOTE =
            GO_TEXT
                    + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final NoteVerifier GO_KEY = NoteVerifier.parse(GO_VKEY);

    /** The example of C2SP signed-note. */
    @Test
    void theExampleOfC2spVerifies() {
        var key =
                NoteVerifier.parse(
                        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        var note =
                SignedNote.parse(
                        """
                        This is an example message.

                        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
                        """);
        assertThat(note.verified(List.of(key))).containsExactly(key);
    }

    @Test
    void theExampleOfGoVerifies() {
        var note = SignedNote.parse(GO_NOTE.getBytes(UTF_8));
        assertThat(note.text()).isEqualTo(GO_TEXT);
        assertThat(note.verified(List.of(GO_KEY))).containsExactly(GO_KEY);
        assertThat(note.encoded()).isEqualTo(GO_NOTE);
        assertThat(GO_KEY.vkey()).isEqualTo(GO_VKEY);
    }

    @Test
    void goAndPracticeOpsSignAlike() throws GeneralSecurityException {
        var seed = Base64.getDecoder().decode(GO_SEED);
        var privateKey =
                KeyFactory.getInstance("Ed25519")
                        .generatePrivate(
                                new EdECPrivateKeySpec(
                                        NamedParameterSpec.ED25519,
                                        Arrays.copyOfRange(seed, 1, 33)));
        var publicKey =
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(
                                new java.security.spec.X509EncodedKeySpec(
                                        java.util.HexFormat.of()
                                                .parseHex(
                                                        "302a300506032b6570032100"
                                                                + "1a5cd907143c384c41e830c5bce12aa8817ec5649aaabf2c31388b35b2d744d6")));
        var signer = NoteSigner.of("PeterNeumann", new KeyPair(publicKey, privateKey));
        assertThat(signer.verifier()).isEqualTo(GO_KEY);
        assertThat(SignedNote.sign(GO_TEXT, signer).encoded()).isEqualTo(GO_NOTE);
    }

    @Test
    void everyChangedBitOfTheTextIsRefused() {
        var text = GO_TEXT.getBytes(UTF_8);
        var signature = SignedNote.parse(GO_NOTE).signatures().getFirst().bytes();
        for (var bit = 0; bit < text.length * 8; bit++) {
            var changed = text.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(GO_KEY.verifies(new String(changed, ISO_8859_1), signature)).isFalse();
        }
        for (var bit = 0; bit < signature.length * 8; bit++) {
            var changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(GO_KEY.verifies(GO_TEXT, changed)).isFalse();
        }
    }

    @Test
    void signaturesOfUnknownKeysAreKeptAndCountForNothing() {
        var known = signer("example.org/log");
        var stranger = signer("example.org/stranger");
        var note = SignedNote.parse(SignedNote.sign("a\n", stranger).with(known).encoded());
        assertThat(note.signatures()).hasSize(2);
        assertThat(note.verified(List.of(known.verifier()))).containsExactly(known.verifier());
        var lone = SignedNote.sign("a\n", stranger);
        assertThatThrownBy(() -> lone.verified(List.of(known.verifier())))
                .isInstanceOf(SignatureRefused.class)
                .hasMessageContaining("None of the known keys");
    }

    @Test
    void aKnownKeysWrongSignatureSpoilsTheNoteWhateverElseIsSigned() {
        var one = signer("example.org/one");
        var two = signer("example.org/two");
        var good = SignedNote.sign("a\n", one, two);
        var other = SignedNote.sign("b\n", one);
        var mixed =
                new SignedNote(
                        "a\n", List.of(other.signatures().getFirst(), good.signatures().getLast()));
        assertThatThrownBy(() -> mixed.verified(List.of(one.verifier(), two.verifier())))
                .isInstanceOf(SignatureRefused.class)
                .hasMessageContaining("example.org/one");
    }

    @Test
    void aKeyOfTheSameNameIsAnotherKey() {
        var real = signer("example.org/log");
        var forger = signer("example.org/log");
        var forged = SignedNote.sign("a\n", forger);
        assertThatThrownBy(() -> forged.verified(List.of(real.verifier())))
                .isInstanceOf(SignatureRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no signature\n",
                "no end\n\n— a Uw2QOkn8srV1yJGh",
                "no blank line\n— a Uw2QOkn8srV1yJGh\n",
                "nothing behind\n\n",
                "a\n\n— a Uw2QOkn8srV1yJGh\ntrailing\n",
                "a\n\n— a Uw2QOkn8srV1yJG\n",
                "a\n\n— a Uw2QOkn8srV1yJGh=\n",
                "a\n\n— a Uw2QOkn8srV1yJ-_\n",
                "a\n\n— a Uw2QOg==\n",
                "a\n\n— a AAAAAAB=\n",
                "a\n\n—  Uw2QOkn8srV1yJGh\n",
                "a\n\n— a+b Uw2QOkn8srV1yJGh\n",
                "a\n\n— a\u00a0b Uw2QOkn8srV1yJGh\n",
                "a\n\n- a Uw2QOkn8srV1yJGh\n",
                "a\tb\n\n— a Uw2QOkn8srV1yJGh\n",
                "a\r\n\n— a Uw2QOkn8srV1yJGh\n",
            })
    void aMalformedNoteIsRefused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(Malformed.class);
    }

    @Test
    void aNoteThatIsTooLargeOrNotUtf8IsRefused() {
        assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.LARGEST + 1]))
                .isInstanceOf(Malformed.class);
        var latin = "é\n\n— a Uw2QOkn8srV1yJGh\n".getBytes(ISO_8859_1);
        assertThatThrownBy(() -> SignedNote.parse(latin)).isInstanceOf(Malformed.class);
        var many =
                IntStream.range(0, 65)
                        .mapToObj(_ -> "— a Uw2QOkn8srV1yJGh\n")
                        .collect(Collectors.joining());
        assertThatThrownBy(() -> SignedNote.parse("a\n\n" + many)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PeterNeumann",
                "PeterNeumann+c74f20a3",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+AhpcARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW=",
                "OtherName+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            })
    void aMalformedKeyIsRefused(String vkey) {
        assertThatThrownBy(() -> NoteVerifier.parse(vkey)).isInstanceOf(Malformed.class);
    }

    /** The example of C2SP tlog-checkpoint. */
    @Test
    void aCheckpointReadsAsItIsWritten() {
        var text =
                """
                example.com/behind-the-sofa
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
                """;
        var checkpoint = Checkpoint.parse(text);
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.text()).isEqualTo(text);
        assertThat(Checkpoint.parse(text + "an extension\n")).isEqualTo(checkpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                "a\n1\n",
                "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n٣\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n99999999999999999999999\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqo\n",
                "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
            })
    void aMalformedCheckpointIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void aProofStandsAlone() {
        var tree = TestTree.ofSize(300);
        var log = signer("example.org/log");
        var signed =
                SignedNote.sign(new Checkpoint("example.org/log", 300, tree.root(300)).text(), log);
        var written = new TlogProof(17, Proofs.inclusion(17, 300, tree), signed).encoded();

        var proof = TlogProof.parse(written);
        assertThat(proof.checkpoint().verified(List.of(log.verifier()))).hasSize(1);
        assertThat(proof.proves(tree.leaf(17))).isTrue();
        assertThat(proof.proves(tree.leaf(18))).isFalse();
        assertThat(proof.encoded()).isEqualTo(written);
        var extra = written.replace("\nindex", "\nextra YWJj\nindex");
        assertThat(TlogProof.parse(extra).proves(tree.leaf(17))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c2sp.org/tlog-proof@v2\nindex 0\n\n",
                "c2sp.org/tlog-proof@v1\n\n",
                "c2sp.org/tlog-proof@v1\nindex 00\n\n",
                "c2sp.org/tlog-proof@v1\nindex 0\nCsUYapGG\n\n",
                "c2sp.org/tlog-proof@v1\nindex 0\nindex 0\n\n",
                "c2sp.org/tlog-proof@v1\nextra !\nindex 0\n\n",
                "c2sp.org/tlog-proof@v1\nindex 0 \n\n",
            })
    void aMalformedProofIsRefused(String head) {
        assertThatThrownBy(() -> TlogProof.parse(head + GO_NOTE)).isInstanceOf(Malformed.class);
    }

    private static NoteSigner signer(String name) {
        try {
            return NoteSigner.of(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
