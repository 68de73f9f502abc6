package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.artefact.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceReportTest {
    private final MadeUpReport facts = new MadeUpReport();

    @Test
    void shouldSayThatAGoodMachineCanTrain() {
        var report = facts.judged();
        assertThat(report.canTrain()).isTrue();
        assertThat(report.lines())
                .contains("CPU         Some CPU, 2 of 4 processors", "TensorFlow  2.18.0 (loaded in 0.5 s)")
                .contains("Memory      32.0 GiB, 16.0 GiB available")
                .endsWith("This machine can train.");
    }

    @Test
    void shouldEndWithTheProblemsOfAMachineThatCannotTrain() {
        facts.tensorFlowFailure = "UnsatisfiedLinkError no libtensorflow";
        var report = facts.judged();
        assertThat(report.canTrain()).isFalse();
        assertThat(report.lines())
                .endsWith(
                        "Problem     TensorFlow: UnsatisfiedLinkError no libtensorflow", "This machine cannot train.");
    }

    @Test
    void shouldShowLimitsOfTheControlGroup() {
        facts.limitBytes = 8L << 30;
        facts.quotaCores = 1.5;
        assertThat(facts.judged().lines())
                .contains("Memory      32.0 GiB, 16.0 GiB available, limited to 8.0 GiB")
                .contains("CPU         Some CPU, 2 of 4 processors, time of 1.5 granted");
    }

    @Test
    void shouldNameEachMissingLibraryWithItsRemedyBesideADriver() {
        facts.driver = "NVIDIA 535";
        facts.missing = List.of(new DeviceReport.MissingLibrary("libcudnn.so.9", "install cuDNN 9"));
        assertThat(facts.judged().lines()).contains("            missing libcudnn.so.9: install cuDNN 9");
    }

    @Test
    void shouldListMissingLibrariesAndHowToGetThemWithoutADriver() {
        facts.missing = List.of(new DeviceReport.MissingLibrary("libcudnn.so.9", "install cuDNN 9"));
        assertThat(facts.judged().lines())
                .contains("            not here, and needed only for a GPU: libcudnn.so.9")
                .contains("              to get them: install cuDNN 9");
    }

    @Test
    void shouldReadTheSameFromJson() {
        var json = Json.tree(facts.judged());
        assertThat(json.at("/cpu/quotaCores").isNull()).isTrue();
        assertThat(json.at("/memory/limitBytes").isNull()).isTrue();
        assertThat(json.at("/tensorFlow/devices/0/name").textValue()).isEqualTo("/device:CPU:0");
        assertThat(json.at("/problems").isArray()).isTrue();
    }
}
