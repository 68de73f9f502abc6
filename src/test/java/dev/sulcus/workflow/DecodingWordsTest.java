package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.scoring.DecoderShift;
import dev.sulcus.scoring.DecodingResult;
import dev.sulcus.scoring.ScoringResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecodingWordsTest {
    @Test
    void shouldSayNothingOfAnOrdinaryJob() {
        assertThat(DecodingWords.of(result(new DecodingResult("host", 0, 10, null), null)))
                .isEmpty();
    }

    @Test
    void shouldSayByHowMuchTheCardsPixelsMoveProbabilities() {
        var shift = new DecoderShift(64, 0.0123, 0.00045, 1);
        assertThat(DecodingWords.of(result(new DecodingResult("gpu", 1200, 34, shift), null)))
                .containsExactly(
                        "1,200 pictures were decoded on the GPU, 34 on the host",
                        "the first 64 of them were scored from the host's pixels too: probabilities move by up to 0.0123"
                                + " (mean 0.00045), and 1 is flagged one way and not the other");
    }

    @Test
    void shouldSayWhenNothingCouldBeCompared() {
        var none = new DecoderShift(0, Double.NaN, Double.NaN, 0);
        assertThat(DecodingWords.of(result(new DecodingResult("gpu", 0, 3, none), null)))
                .hasSize(2)
                .last()
                .asString()
                .contains("is not known");
    }

    @Test
    void shouldSayThatMemoryRanOut() {
        assertThat(DecodingWords.of(result(new DecodingResult("host", 0, 10, null), 16)))
                .containsExactly("memory ran out; the batch went down to 16, and no picture was left out");
    }

    private static ScoringResult result(DecodingResult decoding, Integer reduced) {
        return new ScoringResult(List.of(), List.of(), 0.5, 1, "GPU float32", decoding, reduced);
    }
}
