package io.practiceops.practice.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.Api;
import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.practice.parsing.TestFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What is sent to harm or by mistake goes the whole way, and its page says what became of it. */
@InPractice
class HostileFileTests {

    private final ApplicationContext application;
    private final Processing processing;

    @LocalServerPort private int port;

    private TestFirm firm;
    private Api api;
    private String client;

    HostileFileTests(ApplicationContext application, Processing processing) {
        this.application = application;
        this.processing = processing;
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
        api = new Api(port, firm.ownerKey());
        client = new Pipelined(api).client();
    }

    @Test
    void anEmptyFileIsRefusedInWords() {
        var answer = api.upload(client, "empty.pdf", new byte[0]);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("This file is empty");
    }

    /** Three hundred emoji are 1,200 bytes, more than a head of a part usually may have. */
    @Test
    void aNameThatIsTooLongIsRefusedForItsLength() {
        var answer = api.upload(client, "🚀".repeat(300) + ".pdf", new byte[] {'a'});

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/fields/0/message").asString()).contains("255");
    }

    /** As long as disks take them. */
    @Test
    void aLongNameInAnotherScriptIsKept() throws Exception {
        var name = "契".repeat(196) + ".pdf";

        var id = upload(name, TestFiles.pdf("A paper whose name is long."));

        assertThat(api.get("/api/v1/documents/" + id).json().path("name").asString())
                .isEqualTo(name);
    }

    @Test
    void aNameBeyondEverythingIsNotCalledATooLargeFile() {
        var answer = api.upload(client, "a".repeat(20_000) + ".pdf", new byte[] {'a'});

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("name of the file is too long");
    }

    @Test
    void aProgramInsideAPdfDoesNotRunAndItsTextIsFound() throws Exception {
        var bytes =
                TestFiles.pdfWithJavaScript(
                        "while (true) { app.alert('again'); }", "An ostrich runs along.");

        var id = upload("script.pdf", bytes);

        assertThat(end(id).state()).isEqualTo(Run.State.DONE);
        assertThat(found("ostrich")).containsExactly(id.toString());
    }

    @Test
    void brokenMailsAndCutPapersSaySo() throws Exception {
        var mail = TestFiles.outlookMail();
        var scrambled = mail.clone();
        Arrays.fill(scrambled, 512, 2048, (byte) 0xff);
        var paper = TestFiles.pdf("A paper of which the end is missing.");
        var files =
                Map.of(
                        "scrambled.msg", scrambled,
                        "cut.msg", Arrays.copyOf(mail, 900),
                        "cut.pdf", Arrays.copyOf(paper, paper.length / 2));

        files.forEach((name, bytes) -> {
            var id = upload(name, bytes);
            assertThat(end(id).state()).as(name).isEqualTo(Run.State.DONE);
            assertThat(why(id)).as(name).contains("damaged or incomplete");
        });
    }

    @Test
    void bombsOfEveryKindEndInWords() throws Exception {
        var archive = upload("bomb.zip", zipOfZips());
        var word = upload("word.pdf", TestFiles.pdfWithAWordOf(300));
        var picture = upload("huge.png", TestFiles.pngClaiming(60_000, 60_000));
        var parcel = upload("parcel.docx", wordWithABombInside());

        for (var id : new UUID[] {archive, word, picture, parcel}) {
            assertThat(end(id).state()).isEqualTo(Run.State.DONE);
            assertThat(why(id)).isNotBlank();
        }
        assertThat(why(word)).contains("unpacks to more than may be read");
        assertThat(api.get("/api/v1/documents").status()).isEqualTo(200);
    }

    @Test
    @Tag("long")
    void theLastOfFiveThousandPagesIsFound() throws Exception {
        var pages = new String[5_000];
        Arrays.fill(pages, "A page of the exhibit with many words on it.");
        pages[4_999] = "The last page names the narwhal treaty.";

        var id = upload("exhibit.pdf", TestFiles.pdf(pages));

        assertThat(end(id).state()).isEqualTo(Run.State.DONE);
        assertThat(found("narwhal")).containsExactly(id.toString());
    }

    private static byte[] zipOfZips() throws IOException {
        var zeros = new byte[1 << 20];
        var inner = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(inner)) {
            zip.putNextEntry(new ZipEntry("zeros.bin"));
            for (var i = 0; i < 500; i++) {
                zip.write(zeros);
            }
        }
        var outer = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(outer)) {
            for (var i = 0; i < 20; i++) {
                zip.putNextEntry(new ZipEntry("inner" + i + ".zip"));
                zip.write(inner.toByteArray());
            }
        }
        return outer.toByteArray();
    }

    private static byte[] wordWithABombInside() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes);
                var plain =
                        new ZipInputStream(
                                new ByteArrayInputStream(TestFiles.word("A heron waits.")))) {
            for (var entry = plain.getNextEntry(); entry != null; entry = plain.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                plain.transferTo(zip);
            }
            zip.putNextEntry(new ZipEntry("word/embeddings/inner.docx"));
            zip.write(TestFiles.wordBomb(500));
        }
        return bytes.toByteArray();
    }

    private Iterable<String> found(String word) {
        return api.get("/api/v1/documents?q=" + word).json().path("items").findValuesAsString("id");
    }

    private String why(UUID id) {
        return api.get("/api/v1/documents/" + id).json().at("/current/why").asString("");
    }

    private UUID upload(String name, byte[] content) {
        return new Pipelined(api).upload(client, name, content);
    }

    private Run end(UUID id) {
        return Pipelined.awaitEnd(firm, processing, id);
    }
}
