package io.practiceops.practice.documents;

import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.Marked;
import io.practiceops.foundation.web.Moment;
import io.practiceops.practice.clients.Clients;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Documents as lists show them, with the names of their clients. */
@Component
class DocumentRows {

    private final Clients clients;
    private final Clock clock;

    DocumentRows(Clients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    List<DocumentRow> of(List<Document> documents, ZoneId zone) {
        return ofFound(
                documents.stream().map(document -> new Documents.Found(document, "")).toList(),
                zone);
    }

    List<DocumentRow> ofFound(List<Documents.Found> found, ZoneId zone) {
        var names =
                clients.names(
                        found.stream()
                                .map(hit -> hit.document().clientId())
                                .collect(Collectors.toSet()));
        return found.stream()
                .map(hit ->
                        new DocumentRow(
                                hit.document(),
                                names.getOrDefault(hit.document().clientId(), ""),
                                Moment.from(
                                        clock.instant(),
                                        hit.document().current().uploadedAt(),
                                        zone),
                                Marked.of(hit.snippet())))
                .toList();
    }

    List<VersionRow> ofVersions(List<Version> versions, ZoneId zone) {
        return versions.stream()
                .map(version ->
                        new VersionRow(
                                version, Moment.from(clock.instant(), version.uploadedAt(), zone)))
                .toList();
    }

    static List<Choice> classifications() {
        return Arrays.stream(Document.Classification.values())
                .map(one -> new Choice(one.name(), one.title()))
                .toList();
    }

    static List<Choice> categories() {
        return Arrays.stream(Document.Category.values())
                .map(category -> new Choice(category.name(), category.title()))
                .toList();
    }
}
