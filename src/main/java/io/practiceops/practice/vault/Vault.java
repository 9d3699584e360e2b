package io.practiceops.practice.vault;

import io.practiceops.foundation.database.DurableFiles;
import io.practiceops.foundation.jobs.Tasks;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Home;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.foundation.storage.ObjectMissing;
import io.practiceops.foundation.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The bytes of the actor's firm, named by their SHA-256. Asks for no right: whoever calls says who
 * may. A method that needs bytes throws a {@link Problem} of type UNAVAILABLE while the store or
 * the key is not to be had, and when the bytes are damaged.
 */
@Service
public class Vault {

    private static final Logger log = LoggerFactory.getLogger(Vault.class);

    private final ObjectStore objects;
    private final SealedObjects sealed;
    private final VaultStore store;
    private final DerivedStore derived;
    private final Tasks tasks;
    private final Clock clock;
    private final Path scratch;
    private final TransactionTemplate transaction;

    Vault(
            ObjectStore objects,
            SealedObjects sealed,
            VaultStore store,
            DerivedStore derived,
            Tasks tasks,
            Clock clock,
            Home home,
            PlatformTransactionManager transactions) {
        this.objects = objects;
        this.sealed = sealed;
        this.store = store;
        this.derived = derived;
        this.tasks = tasks;
        this.clock = clock;
        this.scratch = home.plain();
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Takes bytes in: hashed and encrypted while they come, in constant memory, into the store.
     * Call it outside a transaction. Nothing lasts until {@link #keep} commits.
     */
    public Arrival receive(InputStream bytes) {
        return sealed.receive(Acting.firm(), bytes);
    }

    /**
     * Keeps what arrived, for this use. Equal bytes of the firm are there once, however often they
     * come.
     *
     * @param use id of the thing that refers to the bytes; keeping twice for one use is one use
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(Arrival arrival, UUID use) {
        if (store.insert(arrival.object(), clock.instant())) {
            arrival.claim();
            store.addUse(arrival.object().object(), use);
            return;
        }
        var there = store.lock(arrival.sha256());
        if (there.isPresent()) {
            store.addUse(there.get().object(), use);
        } else {
            keep(arrival, use); // the last use of the equal bytes was released in between
        }
    }

    /** One more use of bytes that are there; a Problem when they are not. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void share(String sha256, UUID use) {
        var there = store.lock(sha256).orElseThrow(Vault::notThere);
        store.addUse(there.object(), use);
    }

    /**
     * Ends a use. With the last one the wrapped key goes in this transaction, which shreds the
     * bytes wherever copies of them lie; the object itself goes after the commit. Harmless when
     * there is no such use.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(String sha256, UUID use) {
        var there = store.lock(sha256);
        if (there.isEmpty()) {
            return;
        }
        var object = there.get();
        store.removeUse(object.object(), use);
        if (!store.isUsed(object.object())) {
            store.delete(object.object());
            tasks.schedule(new RemoveObject(object.place().key()));
        }
    }

    public boolean has(String sha256) {
        return within(() -> store.find(sha256)).isPresent();
    }

    /** In plain bytes. */
    public long size(String sha256) {
        return kept(sha256).size();
    }

    /** The plain bytes. The first are verified now, the others while they are read. */
    public InputStream open(String sha256) {
        return open(sha256, 0);
    }

    /**
     * The plain bytes from a position on, in constant memory. A changed, cut, reordered or swapped
     * object ends in an exception: a Problem now, an IOException while reading.
     */
    public InputStream open(String sha256, long offset) {
        var kept = kept(sha256);
        return sealed.open(kept, kept.place(), kept.size(), offset);
    }

    /**
     * The plain bytes for a web answer, which may ask for ranges of them; the first verified now.
     */
    public Resource resource(String sha256) {
        try (var _ = open(sha256)) {
            return new VaultResource(this, sha256, size(sha256));
        } catch (IOException e) {
            throw SealedObjects.unreadable(e);
        }
    }

    /** The plain bytes in a private file, for a parser; close it soon. */
    public PlainFile plain(String sha256) {
        try (var bytes = open(sha256)) {
            Files.createDirectories(scratch);
            var file = new PlainFile(Files.createTempFile(scratch, "", "", DurableFiles.PRIVATE));
            try (var out = Files.newOutputStream(file.path())) {
                bytes.transferTo(out);
                return file;
            } catch (IOException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw SealedObjects.unreadable(e);
        }
    }

    /**
     * What was kept under this name for these bytes; empty also when it is lost or damaged: it can
     * be derived again.
     */
    public Optional<byte[]> derived(String sha256, String name) {
        var kept = kept(sha256);
        return within(() -> derived.find(kept.object(), name)).flatMap(part -> read(kept, part));
    }

    private Optional<byte[]> read(Kept kept, DerivedStore.Part part) {
        var place = new Place(kept.place().firm(), kept.object(), part.id());
        try (var bytes = sealed.openRaw(kept, place, part.size())) {
            return Optional.of(bytes.readAllBytes());
        } catch (ObjectMissing replacedOrLost) {
            return Optional.empty();
        } catch (DamagedObject damaged) {
            log.warn("Something derived from a file is to be derived again", damaged);
            return Optional.empty();
        } catch (IOException e) {
            throw SealedObjects.unreadable(e);
        }
    }

    /**
     * Keeps something made of these bytes, as the picture of a page, in place of what had that
     * name. It goes with the last use of the bytes. Call it outside a transaction; without a word
     * nothing is kept when the bytes are released meanwhile.
     */
    public void keepDerived(String sha256, String name, byte[] bytes) {
        var kept = kept(sha256);
        var part = new DerivedStore.Part(UUID.randomUUID(), bytes.length);
        var place = new Place(kept.place().firm(), kept.object(), part.id());
        sealed.seal(kept, place, bytes);
        if (!within(() -> replace(kept, name, part))) {
            objects.delete(place.key());
        }
    }

    /**
     * False when the bytes were released meanwhile. Of two at once, the lock lets one see what the
     * other put.
     */
    private boolean replace(Kept kept, String name, DerivedStore.Part part) {
        var there = store.lock(kept.sha256()).filter(now -> now.object().equals(kept.object()));
        if (there.isEmpty()) {
            return false;
        }
        var before = derived.find(kept.object(), name);
        derived.put(kept.object(), name, part);
        before.ifPresent(old -> tasks.schedule(removal(kept, old)));
        return true;
    }

    private static RemoveObject removal(Kept kept, DerivedStore.Part part) {
        return new RemoveObject(new Place(kept.place().firm(), kept.object(), part.id()).key());
    }

    private Kept kept(String sha256) {
        return within(() -> store.find(sha256)).orElseThrow(Vault::notThere);
    }

    private <T> T within(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    private static Problem notThere() {
        return new Problem(
                ProblemType.UNAVAILABLE,
                "The vault does not have this file.",
                "Tell an operator; Storage says what is known.");
    }
}
