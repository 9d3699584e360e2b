package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A share link as its form sends it.
 *
 * @param documents identifiers between commas
 * @param expires the last day it works
 * @param limit how often it may be opened; empty for no limit
 * @param watermark null where the box is not ticked: then a browser sends nothing
 */
public record ShareForm(
        String documents,
        String recipient,
        String note,
        String expires,
        String limit,
        String version,
        String access,
        @Nullable Boolean watermark,
        String reason) {

    public ShareForm {
        documents = Objects.requireNonNullElse(documents, "");
        recipient = Objects.requireNonNullElse(recipient, "");
        note = Objects.requireNonNullElse(note, "");
        expires = Objects.requireNonNullElse(expires, "");
        limit = Objects.requireNonNullElse(limit, "");
        version = Objects.requireNonNullElse(version, "");
        access = Objects.requireNonNullElse(access, "");
        reason = Objects.requireNonNullElse(reason, "");
    }

    static ShareForm blank(List<UUID> documents, LocalDate expires) {
        return new ShareForm(
                String.join(",", documents.stream().map(UUID::toString).toList()),
                "",
                "",
                expires.toString(),
                "",
                "pinned",
                "download",
                false,
                "");
    }

    /** The same with more documents. */
    ShareForm with(List<UUID> more) {
        var all = new LinkedHashSet<>(ids());
        all.addAll(more);
        return new ShareForm(
                String.join(",", all.stream().map(UUID::toString).toList()),
                recipient,
                note,
                expires,
                limit,
                version,
                access,
                watermark,
                reason);
    }

    public boolean marks() {
        return Boolean.TRUE.equals(watermark);
    }

    List<UUID> ids() {
        return Arrays.stream(documents.split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .limit(NewShare.MOST_DOCUMENTS + 1L)
                .map(text -> Ids.parse(text, "document"))
                .toList();
    }

    NewShare wanted(@Nullable String password, ZoneId zone, Clock clock) {
        return new NewShare(
                new NewLink(recipient, note, password, life(expires, zone, clock.instant())),
                ids(),
                version.equals("newest"),
                number(limit),
                access.equals("download"),
                marks(),
                reason);
    }

    private static @Nullable Integer number(String limit) {
        try {
            return limit.isBlank() ? null : Integer.valueOf(limit.strip());
        } catch (NumberFormatException notANumber) {
            throw Problem.invalid("limit", "A limit is a number; leave it empty for none.");
        }
    }

    /** Until the last minute of that day in the firm's zone. */
    static Duration life(String day, ZoneId zone, Instant now) {
        try {
            var last = LocalDate.parse(day.strip());
            return Duration.between(
                    now, last.plusDays(1).atStartOfDay(zone).minusMinutes(1).toInstant());
        } catch (DateTimeException notADay) {
            throw Problem.invalid("expires", "Choose the last day it works.");
        }
    }
}
