package dev.sulcus.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundlePlanTest {
    @TempDir
    private Path place;

    private MadeUpBuild build;

    @BeforeEach
    void makeUp() {
        build = new MadeUpBuild(place);
    }

    @Test
    void shouldTakeLibrariesOutOfTheirArchivesAndLeaveThoseBehind() throws IOException {
        Path program = build.jar("program-1.0.jar", "Some.class", 10);
        Path natives = build.jar("some-1.0-linux-x86_64.jar", "some/liba.so.1", 20);
        Path redist = build.jar("cuda-12-linux-x86_64-redist.jar", "cuda/libb.so.12", 30);
        var list = build.list(BundleKind.GPU, "all native some/liba.so.1 # r", "gpu cuda cuda/libb.so.12 # r");
        var plan = BundlePlan.of(List.of(build.classes(), program, natives), List.of(redist), list);
        assertThat(plan.jars()).containsExactly(program);
        assertThat(plan.classes()).containsExactly(build.classes());
        assertThat(plan.unpacked())
                .extracting(BundlePlan.Unpacked::source, BundlePlan.Unpacked::bytes)
                .containsExactly(tuple(natives, 20L), tuple(redist, 30L));
    }

    @Test
    void shouldRefuseALibraryThatNoArchiveHolds() throws IOException {
        var list = build.list(BundleKind.CPU, "all native some/liba.so.1 # r");
        assertThatThrownBy(() -> BundlePlan.of(List.of(build.classes()), List.of(), list))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("holds some/liba.so.1");
    }

    @Test
    void shouldGoOnWithoutALibraryThatThisMachineLacks() throws IOException {
        var list = build.list(BundleKind.CPU, "all host libsulcusisnothere.so.1 # r", "all host libm.so.6 # r");
        var plan = BundlePlan.of(List.of(), List.of(), list);
        assertThat(plan.absent()).containsExactly("libsulcusisnothere.so.1");
        assertThat(plan.unpacked()).hasSize(1);
    }
}
