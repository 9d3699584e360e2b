package io.practiceops.trust.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What other programs read must not be fooled by what people typed. */
class ExportWordsTests {

    private static ExportEntry entry(String action, String name) {
        return ExportEntry.of(
                new BundleSource.Text(
                        7,
                        """
                        {"action":"%s","actor":{"id":"00000000-0000-0001-0000-000000000002","kind":"USER"},\
                        "at":"2026-03-01T09:00:00.123456Z","details":{"after":"OWNER, STAFF"},"firm":"f","id":"e",\
                        "object":{"id":"o","type":"user"},"outcome":"DONE","personal":{},"request":"r","v":1}\
                        """
                                .formatted(action)),
                Map.of("actor.name", name, "address", "192.0.2.7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"})
    void aNameThatIsAFormulaIsTextInACsvCell(String name) {
        assertThat(ExportWords.csv(entry("user.added", name))).contains(",\"'" + name + "\",");
    }

    @Test
    void quotesAndLinesStayWithinTheirCell() {
        assertThat(ExportWords.csv(entry("user.added", "Ann \"A\"\nSmith")))
                .contains(",\"Ann \"\"A\"\"\nSmith\",")
                .endsWith("\"\r\n");
    }

    /** ArcSight CEF: pipes are escaped in the header, equals signs in the extension. */
    @Test
    void aCefLineIsOneLineWhoseFieldsEndWhereTheyShould() {
        var line = ExportWords.cef(entry("user.added", "a=b\\c\nCEF:0|forged|"));
        assertThat(line.strip()).hasLineCount(1);
        assertThat(line)
                .startsWith(
                        "CEF:0|PracticeOps|PracticeOps|1|user.added|user added|3|rt=1772355600123 ")
                .contains("suser=a\\=b\\\\c\\nCEF:0|forged| ");
    }

    @ParameterizedTest
    @CsvSource({
        "session.started, 3002, 1",
        "session.refused, 3002, 1",
        "sign-in.noted, 3002, 99",
        "user.added, 3001, 1",
        "user.password-changed, 3001, 3",
        "user.roles-changed, 3005, 1",
        "document.downloaded, 6006, 2",
        "client.changed, 3004, 3",
        "something.never-heard-of, 3004, 99",
    })
    void anActionHasItsClassOfOcsf(String action, int classUid, int activity) {
        var event =
                JsonMapper.builder().build().readTree(OcsfWords.read().line(entry(action, "Ann")));
        assertThat(event.path("class_uid").asInt()).isEqualTo(classUid);
        assertThat(event.path("activity_id").asInt()).isEqualTo(activity);
        assertThat(event.path("type_uid").asInt()).isEqualTo(100 * classUid + activity);
        assertThat(event.path("category_uid").asInt()).isEqualTo(classUid / 1000);
        assertThat(event.path("time").asLong()).isEqualTo(1_772_355_600_123L);
        assertThat(event.path("metadata").path("product").path("name").asString())
                .isEqualTo("PracticeOps");
        assertThat(event.path("src_endpoint").path("ip").asString()).isEqualTo("192.0.2.7");
    }

    @Test
    void aRoleChangeNamesTheRolesAsPrivileges() {
        assertThat(OcsfWords.read().line(entry("user.roles-changed", "Ann")))
                .contains("\"privileges\":[\"OWNER\",\"STAFF\"]");
    }
}
