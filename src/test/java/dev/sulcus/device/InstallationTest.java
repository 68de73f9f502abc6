package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstallationTest {
    @Test
    void shouldFindWhatLiesBesideTheProgram() {
        assertThat(Installation.nativeConfig()).isAbsolute().isDirectory();
        assertThat(Installation.models()).isAbsolute().isDirectory();
    }

    @Test
    void shouldNotTakeACheckoutForABundle() {
        assertThat(Installation.isBundle()).isFalse();
    }
}
