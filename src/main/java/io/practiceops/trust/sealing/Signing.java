package io.practiceops.trust.sealing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.keys.InstallationKeys;
import io.practiceops.trust.sealing.EraStore.SigningKey;
import io.practiceops.trust.tlog.NoteSigner;
import io.practiceops.trust.tlog.NoteVerifier;
import io.practiceops.trust.tlog.SignedNote;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The keys of the trail. They sign under the name of the first era; in later ones and for the logs
 * of firms too. Within a transaction across firms.
 */
@Component
class Signing {

    private final EraStore eras;
    private final InstallationKeys keys;
    private final Clock clock;

    Signing(EraStore eras, InstallationKeys keys, Clock clock) {
        this.eras = eras;
        this.keys = keys;
        this.clock = clock;
    }

    /** The key in use, made the first time. */
    SigningKey current() {
        var known = eras.keys();
        if (!known.isEmpty()) {
            return known.getLast();
        }
        var first = new SigningKey(1, signer(1).verifier().vkey(), now(), null);
        eras.insert(first);
        return first;
    }

    /**
     * Signs with the key in use and, right after a rotation, with the one before too.
     *
     * @param last number of the key that signed before
     */
    SignedNote sign(String text, SigningKey current, int last) {
        var note = SignedNote.sign(text, trusted(current));
        return last < current.number() ? note.with(signer(last)) : note;
    }

    /** Makes the next key, with a statement by the one in use. */
    SigningKey rotate() {
        var old = current();
        var next = signer(old.number() + 1);
        var now = now();
        var text =
                "practiceops.audit/key-rotation\n%s\n%s\n%s\n%s\n"
                        .formatted(
                                old.number(), old.vkey(), next.verifier().vkey(), Root.micros(now));
        var statement = SignedNote.sign(text, trusted(old)).encoded();
        var key = new SigningKey(old.number() + 1, next.verifier().vkey(), now, statement);
        eras.insert(key);
        return key;
    }

    List<NoteVerifier> verifiers() {
        return eras.keys().stream().map(key -> NoteVerifier.parse(key.vkey())).toList();
    }

    /**
     * Those, and the ones after them whose files are here: a database restored from before a
     * rotation has not heard of them, and what they have signed is ours all the same.
     */
    List<NoteVerifier> verifiersOfThisMachine() {
        var all = new ArrayList<>(verifiers());
        for (var next = all.size() + 1; keys.holds(name(next)); next++) {
            all.add(signer(next).verifier());
        }
        return all;
    }

    /** A key that the database does not know by its public half is not one to sign with. */
    NoteSigner trusted(SigningKey key) {
        var signer = signer(key.number());
        if (!signer.verifier().vkey().equals(key.vkey())) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The key file %s is not the key %s that the trail names."
                            .formatted(name(key.number()), NoteVerifier.parse(key.vkey()).id()),
                    "Put back the file from your copy of the keys folder.");
        }
        return signer;
    }

    private NoteSigner signer(int number) {
        var origin = eras.all().getFirst().origin();
        return NoteSigner.of(origin, keys.ed25519(name(number)));
    }

    private static String name(int number) {
        return "audit-" + number;
    }

    private java.time.Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
