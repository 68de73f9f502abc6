package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchScoreWorkTest {
    @Test
    void shouldSayWhenLessThanABatchWasScoredAtATime() {
        assertThat(BenchScoreWork.smallerBatches(32, 8))
                .isEqualTo("memory ran out: of a batch of 32 at most 8 pictures were scored at a time; its figures are"
                        + " of that");
        assertThat(BenchScoreWork.smallerBatches(8, 8)).isNull();
        assertThat(BenchScoreWork.smallerBatches(8, 16)).isNull();
        assertThat(BenchScoreWork.smallerBatches(8, 0)).isNull();
    }
}
