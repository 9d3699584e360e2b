package io.practiceops.practice.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.foundation.database.ChildJvm;
import io.practiceops.foundation.database.ScratchDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real server, killed with SIGKILL amid a batch: every document goes once and is certified. */
@Tag("long")
class DisposalCrashTests {

    private static final int ENOUGH = 10;

    @Test
    void aDisposalKilledAmidItsDocumentsIsFinishedByTheNextInstance() throws Exception {
        var home = ScratchDatabase.newHome("disposal");
        String firm;
        try (var server = new ChildJvm(DisposalChild.class, home, "fill")) {
            firm = server.await("FIRM ");
            server.terminate();
            server.awaitEnd();
        }
        String order;
        try (var server = new ChildJvm(DisposalChild.class, home, "dispose", firm)) {
            order = server.await("ORDER ");
            int gone;
            do {
                gone = Integer.parseInt(server.await("GONE "));
            } while (gone < ENOUGH);
            server.kill();
            assertThat(gone).as("killed in the middle").isLessThan(DisposalChild.PAPERS);
        }
        try (var server = new ChildJvm(DisposalChild.class, home, "go on", firm, order)) {
            assertThat(server.await("LEFT OUT ")).isEqualTo("0");
            assertThat(server.await("STILL THERE ")).isEqualTo("0");
            assertThat(server.await("CERTIFIED "))
                    .isEqualTo(Integer.toString(DisposalChild.PAPERS));
            server.terminate();
            server.awaitEnd();
        }
    }
}
