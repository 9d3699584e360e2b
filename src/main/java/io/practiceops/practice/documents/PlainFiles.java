package io.practiceops.practice.documents;

import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.kernel.Home;
import io.practiceops.foundation.kernel.Job;
import io.practiceops.practice.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes into the vault what installations from before it kept as plain files, {@code
 * documents/<firm>/<2 hex>/<SHA-256>}. A file goes when the vault has its bytes for every version
 * that names them, so a kill at any point loses nothing.
 */
@Component
class PlainFiles implements Job {

    private static final Logger log = LoggerFactory.getLogger(PlainFiles.class);
    private static final Duration OLD = Duration.ofHours(24);
    private static final String INCOMING = "incoming";

    private final VersionStore versions;
    private final Vault vault;
    private final Path root;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final AcrossFirmsTemplate acrossFirms;

    PlainFiles(
            VersionStore versions,
            Vault vault,
            Home home,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.versions = versions;
        this.vault = vault;
        this.root = home.resolve("documents");
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.acrossFirms = new AcrossFirmsTemplate(transactions);
    }

    @Override
    public String name() {
        return "documents.take-in-plain-files";
    }

    @Override
    public String title() {
        return "Encrypt files from before there was a vault";
    }

    @Override
    public When when() {
        return new When.Every(Duration.ofHours(1));
    }

    @Override
    public Duration limit() {
        return Duration.ofHours(6);
    }

    @Override
    public String whenItFails() {
        return "Some older files stay unencrypted and cannot be opened.";
    }

    @Override
    public void run() throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        var damaged = 0;
        for (var folder : list(root)) {
            var firm = id(folder.getFileName().toString());
            if (firm.isPresent()) {
                damaged += takeIn(firm.get(), folder);
            }
        }
        removeIncoming();
        removeIfEmpty(root);
        if (damaged > 0) {
            throw new IllegalStateException(
                    "%,d files below %s are not what their name says and were left"
                            .formatted(damaged, root));
        }
    }

    private int takeIn(UUID firm, Path folder) throws IOException {
        var uses = uses(firm);
        var damaged = 0;
        for (var shard : list(folder)) {
            for (var file : list(shard)) {
                damaged += takeIn(firm, file, uses) ? 0 : 1;
            }
            removeIfEmpty(shard);
        }
        removeIfEmpty(folder);
        return damaged;
    }

    private Set<String> uses(UUID firm) {
        return Objects.requireNonNull(acrossFirms.execute(_ -> versions.bytesOf(firm)));
    }

    /** False for a file that is not what it is called. */
    private boolean takeIn(UUID firm, Path file, Set<String> uses) throws IOException {
        var sha256 = file.getFileName().toString();
        if (!uses.contains(sha256)) {
            return deleteIfOld(file);
        }
        var same =
                Acting.as(
                        Actor.system("vault", firm), Acting.requestId(), () -> keep(file, sha256));
        if (same) {
            Files.delete(file);
        } else {
            log.error("{} is damaged: its bytes have another SHA-256", file);
        }
        return same;
    }

    /** For the versions there are at its end: what was disposed of meanwhile must not come back. */
    private boolean keep(Path file, String sha256) throws IOException {
        try (var bytes = Files.newInputStream(file);
                var arrival = vault.receive(bytes)) {
            if (!arrival.sha256().equals(sha256)) {
                return false;
            }
            transaction.executeWithoutResult(
                    _ -> versions.keepLiving(sha256).forEach(one -> vault.keep(arrival, one)));
            return true;
        }
    }

    private boolean deleteIfOld(Path file) throws IOException {
        if (isOlder(file, clock.instant().minus(OLD))) {
            Files.deleteIfExists(file);
        }
        return true;
    }

    private void removeIncoming() throws IOException {
        var incoming = root.resolve(INCOMING);
        for (var file : list(incoming)) {
            deleteIfOld(file);
        }
        removeIfEmpty(incoming);
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    }

    private static Optional<UUID> id(String name) {
        try {
            return Optional.of(UUID.fromString(name));
        } catch (IllegalArgumentException noFirm) {
            return Optional.empty();
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder) && list(folder).isEmpty()) {
            Files.delete(folder);
        }
    }
}
