package dev.sulcus.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildClassPathTest {
    @TempDir
    private Path place;

    private MadeUpBuild build;

    @BeforeEach
    void makeUp() {
        build = new MadeUpBuild(place);
    }

    @Test
    void shouldTellTheTwoBuildsOfACheckoutApart() throws IOException {
        build.write("home/pom.xml", "");
        Path cpu = build.jar("cpu.jar", "a", 1);
        Path gpu = build.jar("gpu.jar", "a", 1);
        Path cuda = build.jar("cuda.jar", "a", 1);
        build.write("home/target/runtime.classpath", cpu.toString());
        build.write("home/target/runtime-gpu.classpath", gpu.toString());
        build.write("home/target/cuda.archive", cuda + "\n");
        Path classes = build.home().resolve("target/classes");
        assertThat(BuildClassPath.find(build.home(), BundleKind.CPU)
                        .orElseThrow()
                        .classPath())
                .containsExactly(classes, cpu);
        var found = BuildClassPath.find(build.home(), BundleKind.GPU).orElseThrow();
        assertThat(found.classPath()).containsExactly(classes, gpu);
        assertThat(found.archives()).containsExactly(cuda);
    }

    @Test
    void shouldFindNothingWhereAnArchiveHasGone() throws IOException {
        build.write("home/pom.xml", "");
        build.write("home/target/runtime.classpath", place.resolve("gone.jar").toString());
        assertThat(BuildClassPath.find(build.home(), BundleKind.CPU)).isEmpty();
    }

    @Test
    void shouldTakeTheArchivesOfADistributionButNotForGpus() throws IOException {
        build.write("home/lib/a.jar", "");
        assertThat(BuildClassPath.find(build.home(), BundleKind.CPU)
                        .orElseThrow()
                        .classPath())
                .containsExactly(build.home().resolve("lib/a.jar"));
        assertThatThrownBy(() -> BuildClassPath.find(build.home(), BundleKind.GPU))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("from a checkout");
    }

    @Test
    void shouldRefuseToMakeABundleOfABundle() throws IOException {
        build.write("home/bundle.json", "{}");
        assertThatThrownBy(() -> BuildClassPath.find(build.home(), BundleKind.CPU))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("is a bundle itself");
    }
}
