package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Slice;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/document-searches")
class SavedSearchApi {

    record Wanted(@Nullable String name, @Nullable DocumentQuery query, @Nullable Boolean shared) {}

    private final SavedSearches searches;

    SavedSearchApi(SavedSearches searches) {
        this.searches = searches;
    }

    @GetMapping
    Slice<SavedSearch> list() {
        return new Slice<>(searches.all(), null);
    }

    @PostMapping
    ResponseEntity<SavedSearch> save(@RequestBody Wanted wanted) {
        var made =
                searches.save(
                        Objects.requireNonNullElse(wanted.name(), ""),
                        Objects.requireNonNullElse(wanted.query(), DocumentQuery.of(null)),
                        Boolean.TRUE.equals(wanted.shared()));
        return ResponseEntity.created(URI.create("/api/v1/document-searches")).body(made);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        searches.delete(id);
    }
}
