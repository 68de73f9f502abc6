package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import org.junit.jupiter.api.Test;

class SessionConfigTest {
    @Test
    void shouldReadTheSettingsForCpus() {
        var file = Installation.nativeConfig().resolve("cpu.json");
        assertThat(Json.read(file, SessionConfig.class)).isEqualTo(SessionConfig.DEFAULT);
    }

    @Test
    void shouldTellTensorFlowTheThreads() {
        SessionConfig.DEFAULT.toProto(); // so that this process' threads stay as they are for other tests
        var proto = new SessionConfig(3, 2).toProto();
        assertThat(proto.getIntraOpParallelismThreads()).isEqualTo(3);
        assertThat(proto.getInterOpParallelismThreads()).isEqualTo(2);
    }

    @Test
    void shouldKeepASessionOffTheGpuWhereTheCpuWasChosen() {
        var proto = SessionConfig.DEFAULT.with(DeviceChoice.CPU).toProto();
        assertThat(proto.getDeviceCountMap()).containsEntry("GPU", 0);
    }

    @Test
    void shouldRefuseThreadsOutOfRange() {
        assertThatThrownBy(() -> new SessionConfig(-1, 0))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("intraOpThreads is -1");
        assertThatThrownBy(() -> new SessionConfig(0, 257)).isInstanceOf(Fault.class);
    }
}
