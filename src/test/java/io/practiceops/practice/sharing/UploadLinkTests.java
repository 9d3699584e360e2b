package io.practiceops.practice.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.InPractice;
import io.practiceops.MovableTime;
import io.practiceops.foundation.outbox.Outbox;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@InPractice
@Import(MovableTime.class)
class UploadLinkTests {

    private static final byte[] NOTES = "Rent paid in May.".getBytes(UTF_8);

    private final ApplicationContext application;

    @LocalServerPort private int port;

    private SharingPractice practice;

    UploadLinkTests(ApplicationContext application) {
        this.application = application;
    }

    @BeforeEach
    void openFirm() {
        practice = new SharingPractice(application, port);
    }

    private record Made(String id, String path) {}

    private Made ask(String more) {
        var answer =
                practice.api.post(
                        "/api/v1/upload-links",
                        "{\"client\":\"%s\",\"recipient\":\"Ada Palmer\",\"folder\":\"Taxes/2026\",\"category\":\"TAX_FORM\"%s}"
                                .formatted(practice.client, more));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new Made(
                answer.json().path("id").asString(),
                Stranger.path(answer.json().path("url").asString()));
    }

    @Test
    void whatIsHandedInIsFiledAndTickedOff() {
        var made = ask(",\"wishes\":[\"W-2 of 2026\",\"Proof of identity\"]");
        var stranger = practice.stranger();
        assertThat(Stranger.text(stranger.get(made.path()))).contains("W-2 of 2026");

        assertThat(stranger.handIn(made.path(), "w2.txt", NOTES, "1").statusCode()).isEqualTo(201);

        var link = practice.api.get("/api/v1/upload-links/" + made.id()).json();
        assertThat(link.at("/wishes/0/arrived").asBoolean()).isTrue();
        assertThat(link.at("/wishes/1/arrived").asBoolean()).isFalse();
        var document =
                practice.api
                        .get("/api/v1/documents/" + link.at("/arrivals/0/document").asString())
                        .json();
        assertThat(document.path("folder").asString()).isEqualTo("Taxes/2026");
        assertThat(document.path("category").asString()).isEqualTo("TAX_FORM");
        assertThat(document.at("/current/uploadedBy").asString()).isEqualTo("link for Ada Palmer");
        assertThat(Stranger.text(stranger.get(made.path()))).contains("w2.txt");
    }

    @Test
    void whoeverAskedIsMailedOnceForWhatCameTogether() {
        var made = ask("");
        var stranger = practice.stranger();
        stranger.handIn(made.path(), "one.txt", NOTES, "");
        stranger.handIn(made.path(), "two.txt", NOTES, "");

        var notices = application.getBean(ArrivalNotices.class);
        var task = new TellOfArrivals(UUID.fromString(made.id()));
        practice.firm.<Boolean>asSystem(() -> {
            notices.tell(task);
            notices.tell(task);
            return true;
        });

        var mails =
                practice.firm.asSystem(
                        () -> application.getBean(Outbox.class).newest(null, null, 10).items());
        assertThat(mails)
                .filteredOn(mail -> mail.subject().equals("2 files came by your link"))
                .hasSize(1);
    }

    @Test
    void aFileBeyondTheLimitIsRefusedBeforeItIsRead() {
        var made = ask(",\"mostBytes\":1000");

        var answer = practice.stranger().handIn(made.path(), "big.bin", new byte[3 << 20], "");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(
                        practice.api
                                .get("/api/v1/upload-links/" + made.id())
                                .json()
                                .path("files")
                                .asInt())
                .isZero();
    }

    @Test
    void noMoreFilesComeThanWereAskedForThoughAllComeAtOnce() throws Exception {
        var made = ask(",\"mostFiles\":3");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> upload =
                    () -> practice.stranger().handIn(made.path(), "a.txt", NOTES, "").statusCode();
            var answers = threads.invokeAll(IntStream.range(0, 10).mapToObj(_ -> upload).toList());
            assertThat(answers.stream().map(answer -> answer.resultNow()).toList())
                    .filteredOn(status -> status == 201)
                    .hasSize(3);
        }
        assertThat(practice.api.get("/api/v1/documents").json().path("items").size()).isEqualTo(3);
    }

    @Test
    void theRoomOfABodyUnderWayIsNobodyElses() {
        var made = ask(",\"mostFiles\":1");

        var answer =
                practice.stranger()
                        .handInSlowly(
                                made.path(),
                                NOTES,
                                () -> {
                                    awaitRooms(1);
                                    var other =
                                            practice.stranger()
                                                    .handIn(made.path(), "b.txt", NOTES, "");
                                    assertThat(other.statusCode()).isEqualTo(409);
                                    assertThat(Stranger.text(other)).contains("on their way");
                                });

        assertThat(answer).startsWith("HTTP/1.1 201");
        awaitRooms(0);
    }

    @Test
    void roomIsGivenBackWhereTheFileIsRefusedAndLapsesWhereItsInstanceWasKilled() {
        var made = ask(",\"mostFiles\":1");
        var refused = practice.stranger().handIn(made.path(), "a.txt", new byte[0], "");
        assertThat(refused.statusCode()).isEqualTo(400);
        awaitRooms(0);

        var token = made.path().substring("/u/".length());
        var guest = new Guest("192.0.2.1", null);
        application.getBean(UploadDoor.class).reserve(token, guest, 0);
        assertThat(practice.stranger().handIn(made.path(), "a.txt", NOTES, "").statusCode())
                .isEqualTo(409);

        practice.clock.move(Duration.ofMinutes(16));
        assertThat(practice.stranger().handIn(made.path(), "a.txt", NOTES, "").statusCode())
                .isEqualTo(201);
    }

    /** The answer may be there a moment before its room is given back. */
    private void awaitRooms(long wanted) {
        var jdbc = application.getBean(JdbcClient.class);
        var transaction = application.getBean(TransactionTemplate.class);
        for (var tries = 0; tries < 600; tries++) {
            var rooms =
                    practice.firm.asSystem(() ->
                            transaction.execute(_ ->
                                    jdbc.sql("SELECT count(*) FROM upload_room")
                                            .query(Long.class)
                                            .single()));
            if (rooms == wanted) {
                return;
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("There were never " + wanted + " rooms");
    }

    @Test
    void nothingComesByALinkThatEnded() {
        var revoked = ask("");
        practice.api.delete("/api/v1/upload-links/" + revoked.id());
        var expired = ask("");
        practice.clock.move(Duration.ofDays(8));

        for (var made : java.util.List.of(revoked, expired)) {
            assertThat(practice.stranger().handIn(made.path(), "a.txt", NOTES, "").statusCode())
                    .isEqualTo(404);
            assertThat(practice.stranger().get(made.path()).statusCode()).isEqualTo(404);
        }
        assertThat(practice.api.get("/api/v1/documents").json().path("items").size()).isZero();
    }

    @Test
    void withAPasswordNothingComesBeforeIt() {
        var made = ask(",\"password\":\"crane and heron\"");
        var stranger = practice.stranger();

        assertThat(stranger.handIn(made.path(), "a.txt", NOTES, "").statusCode()).isEqualTo(404);
        assertThat(stranger.open(made.path(), "wrong one").statusCode()).isEqualTo(403);
        assertThat(stranger.open(made.path(), "crane and heron").statusCode()).isEqualTo(302);
        assertThat(stranger.handIn(made.path(), "a.txt", NOTES, "").statusCode()).isEqualTo(201);
    }

    @Test
    void aTokenForSeeingTakesNoFiles() {
        var document = practice.document("a.txt", NOTES);
        var path = practice.share(document, "").replace("/s/", "/u/");

        assertThat(practice.stranger().get(path).statusCode()).isEqualTo(404);
        assertThat(practice.stranger().handIn(path, "b.txt", NOTES, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anUploadFromAStrangerElsewhereIsNotRead() {
        assertThat(
                        practice.stranger()
                                .handIn("/u/" + "x".repeat(43), "a.txt", NOTES, "")
                                .statusCode())
                .isEqualTo(404);
    }
}
