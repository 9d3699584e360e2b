package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.web.Limit;
import io.practiceops.foundation.web.Moment;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.practice.clients.Clients;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How far a folder is that is brought in, for everybody of the firm, and the way to go on. */
@Controller
@RequestMapping("/documents/batches")
class UploadBatchPage {

    private static final int SHOWN = 20;

    private final UploadBatches batches;
    private final Documents documents;
    private final Clients clients;

    UploadBatchPage(UploadBatches batches, Documents documents, Clients clients) {
        this.batches = batches;
        this.documents = documents;
        this.clients = clients;
    }

    @GetMapping("/{id}")
    String one(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        var batch = batches.find(id);
        var stored = batches.files(id, BatchFile.State.STORED, cursor, Limit.DEFAULT);
        model.addAttribute("batch", batch);
        model.addAttribute("client", clients.find(batch.clientId()));
        model.addAttribute("started", Moment.at(batch.startedAt(), Visitor.of(request).zone()));
        model.addAttribute(
                "refused", batches.files(id, BatchFile.State.REFUSED, null, Limit.MOST).items());
        model.addAttribute(
                "missing", batches.files(id, BatchFile.State.MISSING, null, SHOWN).items());
        var now = documentsOf(stored.items());
        model.addAttribute("stored", stored.items());
        model.addAttribute("documents", now);
        model.addAttribute("reading", now.values().stream().anyMatch(UploadBatchPage::isBeingRead));
        model.addAttribute("next", stored.next());
        model.addAttribute("cursor", cursor);
        model.addAttribute("isFirst", cursor == null || cursor.isEmpty());
        model.addAttribute("mayWrite", Acting.actor().may(Documents.WRITE));
        return "documents/batch";
    }

    private Map<UUID, Document> documentsOf(List<BatchFile> stored) {
        var ids = stored.stream().map(BatchFile::documentId).filter(Objects::nonNull).toList();
        return documents.findAll(ids).stream()
                .collect(Collectors.toMap(Document::id, document -> document));
    }

    private static boolean isBeingRead(Document document) {
        return document.current().state() != Version.State.BLOCKED
                && document.current().reading() == Version.Reading.WAITING;
    }
}
