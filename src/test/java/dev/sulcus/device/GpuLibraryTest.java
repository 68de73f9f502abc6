package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GpuLibraryTest {
    @ParameterizedTest
    @EnumSource
    void shouldSayForEachLibraryHowToGetIt(GpuLibrary library) {
        assertThat(library.fileName()).matches("lib[\\w-]+\\.so\\.\\d+(\\.\\d+)?");
        assertThat(library.remedy()).contains("install").doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource
    void shouldListWhatALibraryNeedsBeforeIt(GpuLibrary library) {
        assertThat(library.needs()).allMatch(needed -> needed.ordinal() < library.ordinal());
    }

    @Test
    void shouldAskForAllSevenThatTensorFlowRefusesAGpuWithout() {
        assertThat(new GpuLibrary[] {
                    GpuLibrary.CUDART,
                    GpuLibrary.CUBLAS,
                    GpuLibrary.CUBLAS_LT,
                    GpuLibrary.CUFFT,
                    GpuLibrary.CUSOLVER,
                    GpuLibrary.CUSPARSE,
                    GpuLibrary.CUDNN
                })
                .allMatch(GpuLibrary::neededByTensorFlow);
    }
}
