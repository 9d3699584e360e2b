package io.practiceops.practice.documents;

import io.practiceops.foundation.web.Choice;
import io.practiceops.foundation.web.Marked;
import io.practiceops.foundation.web.Moment;
import io.practiceops.practice.clients.Clients;
import io.practiceops.trust.access.Colleagues;
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
    private final Colleagues colleagues;
    private final Clock clock;

    DocumentRows(Clients clients, Colleagues colleagues, Clock clock) {
        this.clients = clients;
        this.colleagues = colleagues;
        this.clock = clock;
    }

    List<DocumentRow> of(List<Document> documents, ZoneId zone) {
        return ofFound(
                documents.stream().map(document -> new DocumentSearch.Found(document, "")).toList(),
                zone);
    }

    List<DocumentRow> ofFound(List<DocumentSearch.Found> found, ZoneId zone) {
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

    /** Who could have brought something in, by name. */
    List<Choice> people() {
        return colleagues.all().stream()
                .map(one -> new Choice(one.name(), one.name()))
                .distinct()
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
