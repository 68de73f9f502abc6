package dev.sulcus.fused;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusedEngineTest {
    @ParameterizedTest
    @CsvSource({"32, 2, 8", "8, 2, 4", "24, 2, 4", "8, 16, 1", "32, 16, 2", "128, 16, 8", "5, 1, 8", "1319, 2, 8"})
    void shouldCutABatchSoThatAllThreadsHaveTheirShare(int pictures, int threads, int piece) {
        assertThat(FusedEngine.piece(pictures, threads)).isEqualTo(piece);
    }
}
