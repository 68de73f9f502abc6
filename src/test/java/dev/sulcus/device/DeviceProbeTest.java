package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceProbeTest {
    private final MadeUpReport facts = new MadeUpReport();

    @Test
    @Tag("native")
    void shouldFindBothLibrariesAndACpuHere() {
        var report = DeviceProbe.probe();
        assertThat(report.problems()).isEmpty();
        assertThat(report.tensorFlow().version()).isEqualTo("2.18.0");
        assertThat(report.tensorFlow().devices())
                .extracting(DeviceReport.ComputeDevice::name)
                .contains("/device:CPU:0");
        assertThat(report.openCv().version()).isEqualTo("4.10.0");
        assertThat(report.disks()).allMatch(disk -> disk.freeBytes() > 0);
    }

    @Test
    @Tag("native")
    void shouldLeaveTensorFlowAloneOnAProcessorThatItWouldDieOn(@TempDir Path root) throws IOException {
        var files = MadeUpHost.at(root).put("proc/cpuinfo", "flags : sse4_1\n").files();
        var report = DeviceProbe.probe(files);
        assertThat(report.tensorFlow().version()).isNull();
        assertThat(report.problems()).singleElement().asString().contains("AVX");
    }

    @Test
    void shouldRefuseAMachineWithoutOpenCvOrMemory() {
        facts.openCvFailure = "UnsatisfiedLinkError";
        facts.availableGib = 0;
        assertThat(facts.judged().problems())
                .containsExactly(
                        "OpenCV: UnsatisfiedLinkError",
                        "less than 1 GiB of memory can be had; free some or raise the container's limit");
    }

    @Test
    void shouldCountTheLimitOfAContainerAsItsMemory() {
        facts.limitBytes = 1L << 20;
        assertThat(facts.judged().canTrain()).isFalse();
    }

    @Test
    void shouldAdviseWhereThingsWorkButBadly() {
        facts.availableGib = 2;
        facts.features = List.of("avx");
        facts.quotaCores = 1.5;
        facts.diskGib = 1;
        var report = facts.judged();
        assertThat(report.canTrain()).isTrue();
        assertThat(report.advice()).hasSize(4);
    }

    @Test
    void shouldSayWhyADriverIsNotEnough() {
        facts.driver = "NVIDIA 535";
        assertThat(facts.judged().advice()).singleElement().asString().contains("the build for CPUs");
        facts.gpuBuild = true;
        assertThat(facts.judged().advice()).singleElement().asString().contains("TF_CPP_MIN_LOG_LEVEL=0");
        facts.libraries = List.of(new DeviceReport.Library("libcudnn.so.9", false, null, "install it"));
        assertThat(facts.judged().advice()).singleElement().asString().contains("missing libraries");
    }

    @Test
    void shouldTakeTheDriversVersionFromWhoeverKnowsIt() {
        GpuManagement told = new PretendedManagement();
        assertThat(DeviceProbe.driver("NVRM 560", told, true)).isEqualTo("NVRM 560, for CUDA up to 12.6");
        assertThat(DeviceProbe.driver(null, told, true)).isEqualTo("NVIDIA driver 560.35.03, for CUDA up to 12.6");
        assertThat(DeviceProbe.driver(null, GpuManagement.NONE, true)).isEqualTo("NVIDIA driver of unknown version");
        assertThat(DeviceProbe.driver(null, GpuManagement.NONE, false)).isNull();
    }

    @Test
    void shouldWarnOfADriverThatCanNotCompileForANewCard() {
        facts.gpuBuild = true;
        facts.devices = List.of(new DeviceReport.ComputeDevice("/device:GPU:0", "GPU", 1L << 34));
        var card = new GpuCard("NVIDIA H100", "9.0", 1L << 36, null, Double.NaN);
        facts.cards = List.of(card, card); // said once
        facts.driver = "NVRM 535.104, for CUDA up to 12.2";
        assertThat(facts.judged().advice()).singleElement().asString().contains("9.0", "12.2", "545 or later");
        facts.driver = "NVRM 560.35, for CUDA up to 12.6";
        assertThat(facts.judged().advice()).isEmpty();
        facts.driver = "NVRM 535.104, for CUDA up to 12.2";
        facts.cards = List.of(new GpuCard("NVIDIA A100", "8.0", 1L << 36, null, Double.NaN));
        assertThat(facts.judged().advice()).isEmpty();
    }

    @Test
    void shouldWarnOfACardThatTensorFlowHoldsNoCodeFor() {
        facts.gpuBuild = true;
        facts.devices = List.of(new DeviceReport.ComputeDevice("/device:GPU:0", "GPU", 1L << 34));
        facts.cards = List.of(new GpuCard("NVIDIA B200", "10.0", 1L << 37, null, Double.NaN));
        facts.driver = "NVRM 570.86, for CUDA up to 12.8";
        assertThat(facts.judged().advice()).singleElement().asString().contains("10.0", "--device cpu");
    }

    @Test
    void shouldBeContentWithAGpuThatTensorFlowLists() {
        facts.driver = "NVIDIA 535";
        facts.gpuBuild = true;
        facts.devices = List.of(new DeviceReport.ComputeDevice("/device:GPU:0", "GPU", 1L << 34));
        assertThat(facts.judged().advice()).isEmpty();
        assertThat(facts.judged().lines()).contains("            /device:GPU:0, 16.0 GiB");
    }

    @Test
    void shouldKeepOnlyVariablesThatSteerNativeLibraries() {
        var all = Map.of("TF_ENABLE_ONEDNN_OPTS", "0", "TF_CLI_CONFIG_FILE", "x", "PATH", "y", "OMP_NUM_THREADS", "2");
        assertThat(DeviceProbe.relevant(all)).containsOnlyKeys("OMP_NUM_THREADS", "TF_ENABLE_ONEDNN_OPTS");
    }
}
