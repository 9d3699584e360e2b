package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Several documents changed at once: each by itself and on record, whatever becomes of the rest.
 */
@Service
public class Selections {

    public static final int MOST = 1_000;

    private static final int TRIES = 3;

    private final Documents documents;

    Selections(Documents documents) {
        this.documents = documents;
    }

    /**
     * What to change; null, or for tags nothing, leaves it as it is.
     *
     * @param folder empty for the top of the client's papers
     * @param year 0 for none
     */
    public record Change(
            @Nullable UUID client,
            @Nullable String folder,
            Document.@Nullable Category category,
            Document.@Nullable Classification classification,
            @Nullable Integer year,
            List<String> tag,
            List<String> untag) {

        boolean isNothing() {
            return client == null
                    && folder == null
                    && category == null
                    && classification == null
                    && year == null
                    && tag.isEmpty()
                    && untag.isEmpty();
        }

        DocumentDetails of(DocumentDetails was) {
            var tags = new LinkedHashSet<>(was.tags());
            tags.addAll(tag);
            untag.forEach(gone -> tags.removeIf(gone.strip()::equalsIgnoreCase));
            return new DocumentDetails(
                    client == null ? was.clientId() : client,
                    was.name(),
                    folder == null ? was.folder() : folder,
                    category == null ? was.category() : category,
                    classification == null ? was.classification() : classification,
                    year == null ? was.year() : year == 0 ? null : year,
                    List.copyOf(tags));
        }
    }

    /** One that could not be changed. */
    public record Refused(UUID id, @Nullable String name, String why) {}

    /** What became of them; those that were so already count as changed. */
    public record Outcome(List<UUID> changed, List<Refused> refused) {}

    /** Changes each in a transaction of its own. */
    public Outcome change(List<UUID> chosen, Change change) {
        Acting.require(Documents.WRITE);
        if (chosen.isEmpty() || chosen.size() > MOST) {
            throw Problem.invalid("documents", "Choose 1 to %,d documents.".formatted(MOST));
        }
        if (change.isNothing()) {
            throw Problem.invalid("change", "Say what is to change.");
        }
        var changed = new ArrayList<UUID>();
        var refused = new ArrayList<Refused>();
        for (var id : new LinkedHashSet<>(chosen)) {
            @Nullable String name = null;
            try {
                name = documents.find(id).name();
                one(id, change);
                changed.add(id);
            } catch (Problem problem) {
                refused.add(new Refused(id, name, problem.detail()));
            }
        }
        if (changed.isEmpty() && refused.stream().allMatch(one -> one.name() == null)) {
            throw Problem.notFound("document");
        }
        return new Outcome(List.copyOf(changed), List.copyOf(refused));
    }

    private void one(UUID id, Change change) {
        for (var tries = 1; ; tries++) {
            var document = documents.find(id);
            var to = change.of(document.details());
            if (to.equals(document.details())) {
                return;
            }
            try {
                documents.change(id, document.version(), to);
                return;
            } catch (Problem problem) {
                if (problem.type() != ProblemType.CHANGED_MEANWHILE || tries == TRIES) {
                    throw problem;
                }
            }
        }
    }
}
