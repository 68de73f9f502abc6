package dev.sulcus.metrics;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import org.junit.jupiter.api.Test;

class BootstrapConfigTest {
    @Test
    void shouldRefuseANegativeNumberOfResamples() {
        assertThatThrownBy(() -> new BootstrapConfig(-1, 0))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("resamples is -1");
    }
}
