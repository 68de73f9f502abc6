package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;

@Tag("native")
class ReplicaDevicesTest {
    private static final ConfigProto SETTINGS =
            ConfigProto.newBuilder().setIntraOpParallelismThreads(3).build();

    @Test
    void shouldLeaveTheSessionOfOneReplicaAsItIs() {
        assertThat(ReplicaDevices.of(SessionConfig.DEFAULT, 1).settings(SETTINGS))
                .isSameAs(SETTINGS);
    }

    @Test
    void shouldMakeOneVirtualDevicePerReplicaOnACpu() {
        var devices = ReplicaDevices.of(SessionConfig.DEFAULT.with(DeviceChoice.CPU), 3);
        assertThat(devices.of(2)).hasToString("/device:CPU:2");
        ConfigProto settings = devices.settings(SETTINGS);
        assertThat(settings.getDeviceCountMap()).containsEntry("CPU", 3);
        assertThat(settings.getExperimental().getCollectiveNccl()).isTrue();
        assertThat(settings.getIntraOpParallelismThreads()).isEqualTo(3);
    }

    @Test
    void shouldTakeGpusWhereTheyAre() {
        ReplicaDevices devices = ReplicaDevices.enough(2, 4);
        assertThat(devices.of(1)).hasToString("/device:GPU:1");
        assertThat(devices.settings(SETTINGS).getDeviceCountMap()).isEmpty();
        assertThat(devices.settings(SETTINGS).getAllowSoftPlacement()).isTrue();
    }

    @Test
    void shouldNameThemForARun() {
        assertThat(new ReplicaDevices(false, 1).names()).isEmpty();
        assertThat(new ReplicaDevices(true, 2).names()).containsExactly("GPU:0", "GPU:1");
        assertThat(new ReplicaDevices(false, 3).words()).contains("3 replicas", "CPU:0, CPU:1, CPU:2", "virtual");
        assertThat(new ReplicaDevices(true, 2).words()).doesNotContain("virtual");
    }

    @Test
    void shouldRefuseMoreGpusThanASessionLists() {
        assertThatThrownBy(() -> ReplicaDevices.enough(4, 2))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("4 GPUs")
                .hasMessageContaining("lists 2");
    }

    @Test
    void shouldRefuseNoneAndTooMany() {
        assertThatThrownBy(() -> new ReplicaDevices(false, 0)).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> new ReplicaDevices(false, 17))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("1 to 16");
    }
}
