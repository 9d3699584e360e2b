package io.practiceops.practice.sharing;

import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.PageContext.State;
import io.practiceops.practice.documents.Document;
import io.practiceops.practice.documents.Documents;
import io.practiceops.practice.sharing.LinkRefused.Why;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Links and what became of them, as lists show them. */
@Component
class ShareRows {

    private final Shares shares;
    private final UploadLinks uploadLinks;
    private final Documents documents;
    private final Clock clock;

    ShareRows(Shares shares, UploadLinks uploadLinks, Documents documents, Clock clock) {
        this.shares = shares;
        this.uploadLinks = uploadLinks;
        this.documents = documents;
        this.clock = clock;
    }

    List<ShareRow> of(List<Share> found, ZoneId zone) {
        var shared =
                documents(
                        found.stream()
                                .flatMap(s -> s.items().stream())
                                .map(Share.Item::document)
                                .toList());
        return found.stream().map(share -> row(share, shared, zone)).toList();
    }

    ShareRow of(Share share, ZoneId zone) {
        return of(List.of(share), zone).getFirst();
    }

    private ShareRow row(Share share, Map<UUID, Document> shared, ZoneId zone) {
        var now = clock.instant();
        var standing = shares.standing(share);
        return new ShareRow(
                share,
                share.items().stream()
                        .map(item -> item(share, item, shared.get(item.document())))
                        .toList(),
                standing,
                state(standing),
                views(share),
                terms(share),
                Moment.from(now, share.link().madeAt(), zone),
                Moment.from(now, share.link().expiresAt(), zone));
    }

    private static ShareRow.Item item(Share share, Share.Item item, @Nullable Document document) {
        return document == null
                ? new ShareRow.Item("a document that is gone", "")
                : new ShareRow.Item(document.name(), share.whyHidden(item, document).orElse(""));
    }

    private static String views(Share share) {
        if (share.viewLimit() != null) {
            return "%,d of %,d".formatted(share.views(), share.viewLimit());
        }
        return "%,d".formatted(share.views());
    }

    private static List<String> terms(Share share) {
        var terms = new ArrayList<String>();
        var isPinned = share.items().stream().anyMatch(item -> item.version() != null);
        terms.add(isPinned ? "as it is now" : "always the newest");
        terms.add(share.mayDownload() ? "may download" : "look only");
        if (share.watermark()) {
            terms.add("watermark");
        }
        if (share.link().asksPassword()) {
            terms.add("password");
        }
        return terms;
    }

    List<UploadRow> ofUploads(List<UploadLink> found, ZoneId zone) {
        return found.stream().map(link -> row(link, zone)).toList();
    }

    UploadRow row(UploadLink link, ZoneId zone) {
        var now = clock.instant();
        var standing = uploadLinks.standing(link);
        return new UploadRow(
                link,
                standing == OutsideLink.Standing.USED_UP ? "Full" : standing.title(),
                state(standing),
                progress(link),
                Moment.from(now, link.link().madeAt(), zone),
                Moment.from(now, link.link().expiresAt(), zone));
    }

    private static String progress(UploadLink link) {
        var files = link.files() == 1 ? "1 file" : "%,d files".formatted(link.files());
        var wishes = link.wishes().size();
        return wishes == 0
                ? files
                : "%d of %d asked for, %s".formatted(wishes - link.stillOpen(), wishes, files);
    }

    List<EventRow> ofEvents(List<LinkEvent> events, ZoneId zone) {
        var now = clock.instant();
        var documents =
                documents(
                        events.stream().map(LinkEvent::document).filter(Objects::nonNull).toList());
        return events.stream()
                .map(event ->
                        new EventRow(
                                event,
                                Moment.from(now, event.at(), zone),
                                event.document() == null
                                        ? null
                                        : name(documents.get(event.document())),
                                more(event)))
                .toList();
    }

    private static String name(@Nullable Document document) {
        return document == null ? "a document that is gone" : document.name();
    }

    private static @Nullable String more(LinkEvent event) {
        var why = event.why();
        if (why != null) {
            return reason(why);
        }
        return event.page() == null ? null : "page " + event.page();
    }

    private static String reason(String slug) {
        var name = slug.toUpperCase(Locale.ROOT).replace('-', '_');
        return switch (Why.valueOf(name)) {
            case UNKNOWN -> "not opened first";
            case EXPIRED -> "it had expired";
            case REVOKED -> "it was revoked";
            case USED_UP -> "it was used up";
            case CLOSED -> "nothing of it is there for who made it";
            case CHECKING -> "the file was still being checked";
            case BLOCKED -> "the file is blocked";
            case WRONG_PASSWORD -> "a wrong password";
            case TOO_MANY -> "too many tries";
            case NOT_DRAWABLE -> "no page to be drawn";
            case NOT_OFFERED -> "a download that is not offered";
        };
    }

    private Map<UUID, Document> documents(List<UUID> ids) {
        return documents.findAll(ids.stream().distinct().toList()).stream()
                .collect(Collectors.toMap(Document::id, Function.identity()));
    }

    private static State state(OutsideLink.Standing standing) {
        return standing == OutsideLink.Standing.LIVE ? State.GOOD : State.UNKNOWN;
    }
}
