package io.practiceops.practice.documents;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For whom a document is. */
@RestController
@RequestMapping("/api/v1/documents/{id}/readers")
class DocumentAccessApi {

    record Body(Document.Access access, List<DocumentReaders.Reader> readers) {}

    record Wanted(boolean mayEdit) {}

    private final Documents documents;
    private final DocumentReaders readers;

    DocumentAccessApi(Documents documents, DocumentReaders readers) {
        this.documents = documents;
        this.readers = readers;
    }

    @GetMapping
    Body readers(@PathVariable UUID id) {
        return new Body(documents.find(id).access(), readers.of(id));
    }

    @PutMapping("/{user}")
    Body name(@PathVariable UUID id, @PathVariable UUID user, @RequestBody Wanted wanted) {
        readers.name(id, user, wanted.mayEdit());
        return readers(id);
    }

    @DeleteMapping("/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @PathVariable UUID user) {
        readers.remove(id, user);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void open(@PathVariable UUID id) {
        readers.open(id);
    }
}
