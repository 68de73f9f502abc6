package dev.sulcus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.Confusion;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationResultTest {
    private static final List<String> PATHS = List.of("no/a.jpg", "yes/b.jpg", "yes/c.jpg");
    private static final int[] LABELS = {0, 1, 1};

    @Test
    void shouldCallEachScanAtTheThreshold() {
        EvaluationResult result = evaluate(0.1, 0.3, 0.2);
        assertThat(result.predictions())
                .containsExactly(
                        new Prediction("no/a.jpg", 0, 0.1, 0),
                        new Prediction("yes/b.jpg", 1, 0.3, 1),
                        new Prediction("yes/c.jpg", 1, 0.2, 0));
        assertThat(result.metrics().confusion()).isEqualTo(new Confusion(1, 0, 1, 1));
    }

    @Test
    void shouldSayWhyAResultIsWorthless() {
        assertThat(evaluate(0.4, 0.5, 0.6).degenerate()).containsExactly("every scan was called tumour (3 of 3)");
        assertThat(evaluate(0.1, 0.5, 0.6).degenerate()).isEmpty();
    }

    @Test
    void shouldRefuseAnotherNumberOfPaths() {
        assertThatThrownBy(() -> EvaluationResult.of(
                        List.of("no/a.jpg"), LABELS, new double[] {0.1, 0.2, 0.3}, 0.5, BootstrapConfig.NONE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("1 paths but 3 labels");
    }

    private static EvaluationResult evaluate(double... probabilities) {
        return EvaluationResult.of(PATHS, LABELS, probabilities, 0.3, BootstrapConfig.DEFAULT);
    }
}
