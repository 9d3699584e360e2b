package io.practiceops.trust.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.Visitor;
import io.practiceops.trust.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** How far one entry is sealed, and the proof of it in plain steps. */
@Controller
@RequestMapping("/audit/{id}")
class ProofPage {

    private final Seals seals;
    private final SealBoard board;
    private final AuditTrail trail;

    ProofPage(Seals seals, SealBoard board, AuditTrail trail) {
        this.seals = seals;
        this.board = board;
        this.trail = trail;
    }

    /** A part of the entry's page. */
    @GetMapping("/seal")
    String seal(@PathVariable UUID id, HttpServletRequest request, Model model) {
        var seal = seals.seal(id);
        model.addAttribute("id", id);
        model.addAttribute("steps", ProofView.steps(seal, Visitor.of(request).zone()));
        model.addAttribute("number", seal.index() == null ? null : seal.index() + 1);
        return "sealing/seal";
    }

    @GetMapping("/proof")
    String proof(@PathVariable UUID id, HttpServletRequest request, Model model) {
        var zone = Visitor.of(request).zone();
        var entry = trail.entry(id).entry();
        var proof = seals.proof(id);
        model.addAttribute("id", id);
        model.addAttribute("sentence", entry.who() + " " + entry.sentence().text());
        model.addAttribute("at", ProofView.time(entry.at(), zone));
        model.addAttribute(
                "steps",
                ProofView.steps(proof.map(Proof::seal).orElseGet(() -> seals.seal(id)), zone));
        proof.ifPresent(found -> {
            var numbers = ProofView.numbers(found);
            model.addAttribute("proof", found);
            model.addAttribute("numbers", numbers);
            model.addAttribute(
                    "anchors",
                    board.anchorsHolding(numbers.statement()).stream()
                            .map(anchor ->
                                    anchor.place() + ", " + ProofView.time(anchor.at(), zone))
                            .toList());
        });
        return "sealing/proof";
    }

    /** The files of the proof, as other programs read them. */
    @GetMapping("/proof/{file}")
    ResponseEntity<byte[]> file(@PathVariable UUID id, @PathVariable String file) {
        var proof = seals.proof(id).orElseThrow(() -> Problem.notFound("proof so far"));
        var text =
                switch (file) {
                    case "entry.json" -> proof.canonical();
                    case "entry.tlog-proof" -> proof.inFirmLog();
                    case "statement.json" -> proof.statement();
                    case "statement.tlog-proof" -> proof.inSystemLog();
                    case "keys.txt" -> String.join("\n", proof.keys()) + "\n";
                    default -> null;
                };
        if (text == null) {
            throw Problem.notFound("file of this proof");
        }
        var name = ContentDisposition.attachment().filename(id + "-" + file).build();
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "plain", UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .cacheControl(CacheControl.noStore())
                .body(text.getBytes(UTF_8));
    }
}
