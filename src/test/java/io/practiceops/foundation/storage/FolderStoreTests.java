package io.practiceops.foundation.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTests extends ObjectStoreBehaviour {

    @TempDir private Path disk;

    private FolderStore store;

    @BeforeEach
    void open() {
        store = new FolderStore(disk.resolve("a/b"));
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void filesAreTheAccountsAlone() throws IOException {
        store.put("x/one", new byte[1]);
        var file = disk.resolve("a/b/x/one");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aDiskThatIsNotMountedIsAStoreThatIsDownAndNotAnEmptyOne() throws IOException {
        store.put("x/one", new byte[1]);
        var away = disk.resolve("a/away");
        Files.move(disk.resolve("a/b"), away);

        assertThatThrownBy(() -> store.put("x/two", new byte[1])).satisfies(this::isDown);
        assertThatThrownBy(() -> store.open("x/one", 0)).satisfies(this::isDown);
        assertThatThrownBy(() -> store.find("x/one")).satisfies(this::isDown);
        assertThatThrownBy(() -> store.list("", null, 1)).satisfies(this::isDown);
        assertThatThrownBy(() -> store.delete("x/one")).satisfies(this::isDown);
        assertThat(disk.resolve("a/b")).doesNotExist();

        Files.move(away, disk.resolve("a/b"));
        assertThat(store.find("x/one")).isPresent();
        store.put("x/two", new byte[1]);
    }

    private void isDown(Throwable thrown) {
        assertThat(thrown).isInstanceOf(Problem.class).isNotInstanceOf(ObjectMissing.class);
        assertThat(((Problem) thrown).type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(((Problem) thrown).mend()).contains(disk.toString());
    }

    @Test
    void aFolderSaysThatItCannotRefuseRemoval() {
        store.put("a", new byte[1]);
        assertThat(store.canRetain()).isFalse();
        assertThatThrownBy(() -> store.retain("a", Instant.now()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("cannot refuse");
    }

    @Test
    void aFolderTellsItsRoom() {
        assertThat(store.room().orElseThrow().free()).isPositive();
    }
}
