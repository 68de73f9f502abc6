package dev.sulcus.bundle;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.artefact.Json;
import dev.sulcus.device.Installation;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime is real, of one module; the program is a class that does not exist. */
class BundlerTest {
    @TempDir
    private Path place;

    private MadeUpBuild build;
    private BundlePlan plan;

    @BeforeEach
    void makeUp() throws IOException {
        build = new MadeUpBuild(place);
        build.write("home/native-config/jre-modules.txt", "java.base # everything\n");
        build.write("home/native-config/jvm.options", "-Xmx64m\n");
        build.write("home/LICENSE", "licence");
        build.write("home/bench/peers/compare.py", "compare");
        build.write("home/bench/peers/__pycache__/compare.pyc", "compiled");
        Files.copy(Path.of("bench/gpu-suite.sh"), build.home().resolve("bench/gpu-suite.sh"), COPY_ATTRIBUTES);
        Files.copy(
                Installation.nativeConfig().resolve("environment.sh"),
                build.home().resolve("native-config/environment.sh"));
        Path natives = build.jar("some-linux-x86_64.jar", "some/liba.so.1", 20);
        var list = build.list(
                BundleKind.CPU,
                "all native some/liba.so.1 # r",
                "all linked some/liba.so.1 # r",
                "all alias libb.so.1:liba.so.1 # r");
        plan = BundlePlan.of(List.of(build.classes(), natives), List.of(), list);
    }

    @Test
    void shouldWriteAFolderThatStartsItsOwnJavaInAnEmptyEnvironment() throws Exception {
        Path out = place.resolve("a bundle");
        var result = Bundler.make(new BundleConfig(BundleKind.CPU, out, 0), home(), plan, new Silent());
        assertThat(result.pieces()).isZero();
        assertThat(out.resolve("lib/native/some/liba.so.1")).hasSize(20);
        assertThat(out.resolve("lib/linked/libb.so.1")).isSymbolicLink().hasSize(20);
        assertThat(out.resolve("lib/java/sulcus-1.0.jar")).exists();
        assertThat(out.resolve("LICENSE")).hasContent("licence");
        assertThat(Json.tree(Json.read(out.resolve("bundle.json"), BundleListing.class))
                        .at("/kind")
                        .textValue())
                .isEqualTo("cpu");
        assertThat(out.resolve("bench/gpu-suite.sh")).isExecutable();
        assertThat(out.resolve("bench/peers/compare.py")).exists();
        assertThat(out.resolve("bench/peers/__pycache__")).doesNotExist();
        assertThat(start(out)).contains("dev.sulcus.cli.Main");
    }

    @Test
    void shouldRefuseAFolderThatIsThere() {
        assertThatThrownBy(() -> Bundler.make(new BundleConfig(BundleKind.CPU, place, 0), home(), plan, new Silent()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("is there already");
    }

    @Test
    void shouldSayWhichPackageBringsJlinkAndLeaveNothingBehind() {
        var without = new BundleHome(build.home(), place.resolve("no-jdk"), "1.0", null);
        Path out = place.resolve("out");
        assertThatThrownBy(() -> Bundler.make(new BundleConfig(BundleKind.CPU, out, 0), without, plan, new Silent()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("openjdk-17-jdk-headless");
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldRefusePiecesThatAreTooSmall() {
        assertThatThrownBy(() -> new BundleConfig(BundleKind.CPU, place, 1000))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("--split is 1000 bytes");
    }

    private BundleHome home() {
        return new BundleHome(build.home(), Installation.javaHome(), "1.0", null);
    }

    /** What the launcher says; the program is not there, and Java names it. */
    private static String start(Path bundle) throws Exception {
        var builder = new ProcessBuilder(bundle.resolve("bin/sulcus").toString()).redirectErrorStream(true);
        builder.environment().clear();
        Process launcher = builder.start();
        String said = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        launcher.waitFor();
        return said;
    }

    /** Hears nothing. */
    private static final class Silent implements Bundler.Listener {
        @Override
        public void copied(long bytes) {}

        @Override
        public void packed(long bytes, long total) {}
    }
}
