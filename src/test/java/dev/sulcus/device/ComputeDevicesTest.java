package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComputeDevicesTest {
    @Test
    void shouldFailWhereAGpuWasAskedForAndNoneCanBeUsed() {
        assertThatThrownBy(() -> ComputeDevices.required(Optional.of("no driver")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.DEVICE))
                .hasMessage("no GPU can be used: no driver");
    }

    @Test
    void shouldFallBackToTheCpuAndSayWhy() {
        assertThat(ComputeDevices.found(Optional.of("no driver")))
                .isEqualTo(new ComputeDevices.Outcome(false, "computing on the CPU: no driver"));
    }

    @Test
    void shouldSayNothingWhereAGpuIsUsed() {
        assertThat(ComputeDevices.found(Optional.empty())).isEqualTo(new ComputeDevices.Outcome(true, null));
    }

    @Test
    void shouldNotLookForAGpuThatNobodyWants() {
        assertThat(ComputeDevices.settle(DeviceChoice.CPU)).isEqualTo(new ComputeDevices.Outcome(false, null));
    }

    @Test
    void shouldBelieveOnlyASessionThatListsAGpu() {
        var cpu = new DeviceReport.ComputeDevice("/device:CPU:0", "CPU", 1);
        var gpu = new DeviceReport.ComputeDevice("/device:GPU:0", "GPU", 1);
        assertThat(listed(List.of(cpu, gpu))).isEmpty();
        assertThat(listed(List.of(cpu))).get().asString().contains("TensorFlow lists none");
    }

    @Test
    void shouldRefuseAnUnknownDevice() {
        assertThatThrownBy(() -> DeviceChoice.parse("tpu"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("auto, cpu");
    }

    private static Optional<String> listed(List<DeviceReport.ComputeDevice> devices) {
        return ComputeDevices.listed(new DeviceReport.TensorFlow("2.18.0", 0.5, devices, null), List.of());
    }
}
