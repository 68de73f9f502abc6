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
    void shouldNameEachMissingLibraryWithItsRemedy() {
        facts.libraries = List.of(new DeviceReport.Library("libcudnn.so.9", false, null, "install cuDNN 9"));
        assertThat(facts.judged().lines()).contains("            missing libcudnn.so.9: install cuDNN 9");
    }

    @Test
    void shouldSayOnceForEachPlaceWhatWasLoadedFromThere() {
        facts.libraries = List.of(
                new DeviceReport.Library("libcublas.so.12", true, "/opt/cuda/libcublas.so.12.6.3", null),
                new DeviceReport.Library("libcufft.so.11", true, "/opt/cuda/libcufft.so.11", null),
                new DeviceReport.Library("libcudnn.so.9", false, "/m2/cuda.jar", null));
        assertThat(facts.judged().lines())
                .contains("            loaded from /opt/cuda: libcublas.so.12 libcufft.so.11")
                .contains("            not loaded, at hand in /m2/cuda.jar: libcudnn.so.9");
    }

    @Test
    void shouldSayHowToUseSeveralCardsTogether() {
        var cpu = new DeviceReport.ComputeDevice("/device:CPU:0", "CPU", 1);
        var first = new DeviceReport.ComputeDevice("/device:GPU:0", "GPU", 1);
        facts.devices = List.of(cpu, first);
        assertThat(facts.judged().lines()).noneMatch(line -> line.contains("--gpus"));
        facts.devices = List.of(cpu, first, new DeviceReport.ComputeDevice("/device:GPU:1", "GPU", 1));
        assertThat(facts.judged().lines()).contains("            train --gpus 2 would use all of them together");
    }

    @Test
    void shouldDescribeEachCardAndLeaveOutWhatTheDriverDoesNotTell() {
        facts.driver = "NVIDIA 560";
        facts.cards = List.of(
                new GpuCard("Some card", "9.0", 80L << 30, 79L << 30, 700),
                new GpuCard("Another", null, null, null, Double.NaN));
        assertThat(facts.judged().lines())
                .contains("            Some card, compute capability 9.0, 80.0 GiB, 79.0 GiB free, power limit 700 W")
                .contains("            Another, unknown, unknown free");
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
