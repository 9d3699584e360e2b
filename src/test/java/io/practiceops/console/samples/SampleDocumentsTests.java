package io.practiceops.console.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.practice.parsing.TextReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDocumentsTests {

    private static final SampleDocuments SAMPLES = new SampleDocuments();
    private static final List<SampleDocument> DOCUMENTS = SAMPLES.documents();

    @TempDir Path folder;

    @Test
    void everyRunGivesTheSameBytesInAnyTimeZone() {
        var zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        try {
            var again = new SampleDocuments().documents();
            for (var i = 0; i < DOCUMENTS.size(); i++) {
                assertThat(Arrays.equals(again.get(i).content(), DOCUMENTS.get(i).content()))
                        .as(DOCUMENTS.get(i).fileName())
                        .isTrue();
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void theTextOfEveryFileIsFoundAgain() throws IOException {
        try (var reading = new TextReading()) {
            for (var document : DOCUMENTS) {
                var file = Files.write(folder.resolve("file"), document.content());
                assertThat(reading.read(file, document.fileName()))
                        .as(document.fileName())
                        .contains(lastName(client(document)))
                        .doesNotContain("{", "|  |", "##")
                        .hasSizeGreaterThan(700);
            }
        }
    }

    @Test
    void wordsWorthSearchingForStandInSomeFilesOnly() throws IOException {
        for (var word : List.of("indemnification", "depreciation", "Gulf Line Marine", "escrow")) {
            assertThat(filesWith(word)).as(word).isNotEmpty().hasSizeLessThan(DOCUMENTS.size());
        }
    }

    @Test
    void fileNamesAreUniqueAndEveryClientHasAFile() {
        assertThat(DOCUMENTS).hasSize(44);
        assertThat(DOCUMENTS).extracting(SampleDocument::fileName).doesNotHaveDuplicates();
        assertThat(DOCUMENTS.stream().map(SampleDocument::clientKey).collect(Collectors.toSet()))
                .isEqualTo(
                        SAMPLES.clients().stream()
                                .map(SampleClient::key)
                                .collect(Collectors.toSet()));
    }

    @Test
    void nobodyIsReal() {
        assertThat(SAMPLES.clients())
                .hasSize(14)
                .allSatisfy(client -> {
                    assertThat(client.email()).matches(".*[@.]example\\.(com|org)");
                    assertThat(client.phone()).matches("\\+1 \\d{3} 555-01\\d\\d");
                    assertThat(client.state()).isIn("FL", "NY");
                });
    }

    private List<String> filesWith(String word) throws IOException {
        try (var reading = new TextReading()) {
            var found = new ArrayList<String>();
            for (var document : DOCUMENTS) {
                var file = Files.write(folder.resolve("file"), document.content());
                if (reading.read(file, document.fileName()).contains(word)) {
                    found.add(document.fileName());
                }
            }
            return found;
        }
    }

    private static SampleClient client(SampleDocument document) {
        return SAMPLES.clients().stream()
                .filter(client -> client.key().equals(document.clientKey()))
                .findFirst()
                .orElseThrow();
    }

    /** Forms and letters need not give a client's whole name on one line. */
    private static String lastName(SampleClient client) {
        var words = client.name().split(" ", -1);
        return client.kind() == SampleClient.Kind.INDIVIDUAL ? words[words.length - 1] : words[0];
    }
}
