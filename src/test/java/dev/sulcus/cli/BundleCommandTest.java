package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCommandTest {
    @Test
    void shouldReadSizesInBytesAndTheirThousandTwentyFours() {
        assertThat(BundleCommand.bytes(null)).isZero();
        assertThat(BundleCommand.bytes("5000000")).isEqualTo(5_000_000);
        assertThat(BundleCommand.bytes("56M")).isEqualTo(56L << 20);
        assertThat(BundleCommand.bytes("2g")).isEqualTo(2L << 30);
    }

    @Test
    void shouldRefuseASizeThatIsNone() {
        assertThatThrownBy(() -> BundleCommand.bytes("56 MB"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("56m");
    }

    @Test
    void shouldAskForExactlyOneKind(@TempDir Path place) {
        assertThat(Shell.type("bundle", "--out", place.resolve("out")).code()).isEqualTo(2);
        assertThat(Shell.type("bundle", "--cpu", "--gpu", "--out", place.resolve("out"))
                        .code())
                .isEqualTo(2);
    }

    @Test
    void shouldRefuseAFolderThatIsThereBeforeAnyWork(@TempDir Path place) {
        var shell = Shell.type("bundle", "--cpu", "--out", place);
        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("is there already");
    }
}
