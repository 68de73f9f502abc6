package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GpuLibraryTest {
    @Test
    @Tag("native")
    void shouldOpenWhatTheLinkerFindsAndNothingElse() {
        assertThat(GpuLibrary.opens("libm.so.6")).isTrue();
        assertThat(GpuLibrary.opens("libsulcusisnothere.so.1")).isFalse();
    }

    @Test
    void shouldSayForEachLibraryWhereItComesFrom() {
        assertThat(Arrays.stream(GpuLibrary.values()).map(GpuLibrary::asMissing))
                .allSatisfy(library -> {
                    assertThat(library.name()).matches("lib\\w+\\.so\\.\\d+");
                    assertThat(library.remedy()).contains("install");
                });
    }
}
