package dev.sulcus.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NativeListTest {
    private static final Path SHIPPED = Path.of(System.getProperty("sulcus.home", ""), "native-config/libraries.txt");

    @TempDir
    private Path place;

    private MadeUpBuild build;

    @BeforeEach
    void makeUp() {
        build = new MadeUpBuild(place);
    }

    @Test
    void shouldTakeTheLinesOfItsKindAndThoseOfAll() throws IOException {
        var list = build.list(
                BundleKind.CPU,
                "# comment",
                "",
                "all native a/liba.so # one",
                "gpu cuda a/libb.so # two",
                "cpu linked a/libc.so # three");
        assertThat(list.entries()).extracting(NativeList.Entry::reason).containsExactly("one", "three");
    }

    @Test
    void shouldKnowWhereEachPlaceLies() throws IOException {
        var list = build.list(
                BundleKind.GPU,
                "all native a/b/libn.so # r",
                "all linked a/b/libl.so # r",
                "all alias libx.so:libl.so # r",
                "all cuda a/b/libc.so.12 # r",
                "all jna a/b/libj.so # r",
                "all host libz.so.1 # r");
        assertThat(list.entries())
                .extracting(NativeList.Entry::target)
                .containsExactly(
                        "lib/native/a/b/libn.so",
                        "lib/linked/libl.so",
                        "lib/linked/libx.so",
                        "lib/cuda/libc.so.12",
                        "lib/jna/libj.so",
                        "lib/host/libz.so.1/libz.so.1");
    }

    @Test
    void shouldNameTheLineThatMakesNoSense() {
        assertThatThrownBy(() -> build.list(BundleKind.CPU, "all native a/liba.so # one", "all native a/libb.so"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("libraries.txt, line 2");
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveAReasonForEachLibraryThatIsTakenAlong(BundleKind kind) {
        assertThat(NativeList.read(SHIPPED, kind).entries()).isNotEmpty().allMatch(entry -> !entry.reason()
                .isBlank());
    }
}
