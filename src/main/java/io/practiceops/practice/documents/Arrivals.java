package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import io.practiceops.practice.vault.Arrival;
import io.practiceops.practice.vault.Vault;
import java.io.InputStream;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** How bytes become a version: received outside any transaction, put on record within one. */
@Component
class Arrivals {

    private static final Set<String> PROGRAMS =
            Set.of(
                    "application/x-msdownload",
                    "application/x-dosexec",
                    "application/x-msdos-program",
                    "application/x-ms-installer",
                    "application/x-executable",
                    "application/x-elf",
                    "application/x-sharedlib",
                    "application/x-mach-o",
                    "application/x-mach-o-executable",
                    "application/x-bat",
                    "application/x-sh");

    private final Vault vault;
    private final VersionStore versions;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    /** Looks at how a file begins and is called; opens nothing inside it. */
    private final Tika sniffing = new Tika();

    Arrivals(
            Vault vault,
            VersionStore versions,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.vault = vault;
        this.versions = versions;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Bytes that are safe, and nobody's yet. */
    record Arrived(Arrival bytes, String fileName, String mediaType) implements AutoCloseable {

        @Override
        public void close() {
            bytes.close();
        }
    }

    Arrived receive(String fileName, InputStream bytes) {
        var arrival = vault.receive(bytes);
        try {
            return new Arrived(arrival, fileName, checkedType(fileName, arrival));
        } catch (Problem refused) {
            arrival.close();
            throw refused;
        }
    }

    private String checkedType(String fileName, Arrival arrival) {
        if (arrival.size() == 0) {
            throw Problem.invalid(
                    "file", "This file is empty. Choose the one that has something in it.");
        }
        var type = withoutParameters(sniffing.detect(arrival.head(), fileName));
        if (PROGRAMS.contains(type)) {
            throw new Problem(
                    ProblemType.UNSUPPORTED_TYPE,
                    "“%s” is a program, and programs are not taken.".formatted(fileName),
                    "If it is evidence, put it into a zip archive and upload that.");
        }
        return type;
    }

    private static String withoutParameters(String mediaType) {
        var end = mediaType.indexOf(';');
        return end < 0 ? mediaType : mediaType.substring(0, end).strip();
    }

    /** Puts the bytes on record as that version, in quarantine. */
    Version keep(Arrived arrived, UUID document, int number, @Nullable String note) {
        return keep(arrived, document, number, note, Acting.actor().name());
    }

    /** The same for bytes somebody else brought than the actor. */
    Version keep(Arrived arrived, UUID document, int number, @Nullable String note, String by) {
        var bytes = arrived.bytes();
        var version =
                new Version(
                        document,
                        number,
                        ids.next(),
                        arrived.fileName(),
                        arrived.mediaType(),
                        bytes.size(),
                        bytes.sha256(),
                        Version.State.QUARANTINED,
                        Version.Reading.WAITING,
                        null,
                        null,
                        note,
                        null,
                        by,
                        clock.instant());
        vault.keep(bytes, version.id());
        return store(version);
    }

    /** The same bytes once more, as a newer version. */
    Version repeat(Version earlier, int number) {
        var version =
                new Version(
                        earlier.documentId(),
                        number,
                        ids.next(),
                        earlier.fileName(),
                        earlier.mediaType(),
                        earlier.size(),
                        earlier.sha256(),
                        Version.State.QUARANTINED,
                        Version.Reading.WAITING,
                        null,
                        null,
                        null,
                        earlier.number(),
                        Acting.actor().name(),
                        clock.instant());
        vault.share(version.sha256(), version.id());
        return store(version);
    }

    /** The bytes of a version, checked as they are read. */
    Resource open(Version version) {
        return vault.resource(version.sha256());
    }

    /** The version no longer needs its bytes. */
    void release(Version version) {
        vault.release(version.sha256(), version.id());
    }

    private Version store(Version version) {
        versions.insert(version);
        events.publishEvent(
                new VersionStored(Acting.firm(), version.documentId(), version.number()));
        return version;
    }
}
