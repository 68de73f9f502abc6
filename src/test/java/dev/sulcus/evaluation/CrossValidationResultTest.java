package dev.sulcus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.metrics.Figure;
import dev.sulcus.metrics.RocCurve;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CrossValidationResultTest {
    private static Dataset data;
    private static CrossValidationResult result;

    @BeforeAll
    static void crossValidate() {
        data = FoldFixtures.data(200, 4);
        result = FoldFixtures.result(data, FoldFixtures.model(1, 1.2));
    }

    @Test
    void shouldJudgeEveryScanOnce() {
        assertThat(result.predictions().stream().map(FoldPrediction::path).sorted())
                .containsExactlyElementsOf(
                        data.scans().stream().map(scan -> scan.path()).toList());
        assertThat(result.scans()).isEqualTo(200);
        assertThat(result.tumours()).isEqualTo(data.count(1));
        assertThat(result.groups()).isEqualTo(DuplicateGroups.of(data.scans()).groups());
    }

    @Test
    void shouldTakeMeanAndDeviationOverFolds() {
        FigureSummary auc = summary(Figure.ROC_AUC);
        double[] folds = result.folds().stream()
                .mapToDouble(fold -> fold.atHalf().rocAuc())
                .toArray();
        double mean = (folds[0] + folds[1] + folds[2] + folds[3] + folds[4]) / 5;
        double squares = 0;
        for (double fold : folds) {
            squares += (fold - mean) * (fold - mean);
        }
        assertThat(auc.mean()).isCloseTo(mean, within(1e-12));
        assertThat(auc.deviation()).isCloseTo(Math.sqrt(squares / 4), within(1e-12));
        assertThat(auc.folds()).isEqualTo(5);
        assertThat(auc.lowest()).isLessThanOrEqualTo(mean);
        assertThat(auc.highest()).isGreaterThanOrEqualTo(mean);
    }

    @Test
    void shouldPoolAllTestScans() {
        int[] labels =
                result.predictions().stream().mapToInt(FoldPrediction::label).toArray();
        double[] probabilities = result.predictions().stream()
                .mapToDouble(FoldPrediction::probability)
                .toArray();
        assertThat(summary(Figure.ROC_AUC).pooled()).isEqualTo(RocCurve.auc(labels, probabilities));
        assertThat(result.pooledAtHalf().intervals().rocAuc())
                .isEqualTo(summary(Figure.ROC_AUC).interval());
    }

    @Test
    void shouldSummariseEveryFigure() {
        assertThat(result.atHalf().stream().map(FigureSummary::figure)).containsExactly(Figure.values());
        assertThat(result.atChosen()).allMatch(summary -> summary.interval().low() <= summary.pooled());
    }

    @Test
    void shouldFindMoreTumoursAtTheChosenThresholds() {
        assertThat(result.operatingPoints().get(0).threshold()).isEqualTo(0.5);
        assertThat(result.operatingPoints().get(1).threshold()).isNaN();
        assertThat(result.operatingPoints().get(1).sensitivity().value())
                .isGreaterThan(result.operatingPoints().get(0).sensitivity().value());
        assertThat(result.operatingPoints().get(1).confusion())
                .isEqualTo(result.pooledAtChosen().confusion());
    }

    @Test
    void shouldWidenTheIntervalForCopies() {
        // Copies of one picture get one score, so that 200 scans say no more than their groups.
        var byContent = FoldFixtures.model(1, 1.2);
        CrossValidationResult copies = FoldFixtures.result(
                data,
                scan -> byContent.applyAsDouble(data.scans().stream()
                        .filter(one -> one.facts().sha256().equals(scan.facts().sha256()))
                        .findFirst()
                        .orElseThrow()));
        assertThat(copies.operatingPoints().get(0).sensitivity().effectiveCount())
                .isLessThan(0.7 * copies.tumours());
    }

    @Test
    void shouldBecomeJsonWithoutTheLines() {
        JsonNode tree = Json.tree(result);
        assertThat(tree.has("predictions")).isFalse();
        assertThat(tree.at("/folds/0/threshold/value").isNumber()).isTrue();
        assertThat(tree.at("/folds/0/threshold/wanted/kind").asText()).isEqualTo("SENSITIVITY");
        assertThat(tree.at("/atHalf/9/figure").asText()).isEqualTo("rocAuc");
        assertThat(tree.at("/operatingPoints/1/threshold").isNull()).isTrue();
        assertThat(tree.at("/operatingPoints/1/prevalences/0/prevalence").asDouble())
                .isEqualTo(0.05);
    }

    @Test
    void shouldRefuseMissingFolds() {
        List<FoldResult> some = result.folds().subList(1, 5);
        assertThatThrownBy(() -> CrossValidationResult.of(some, List.of(), FoldFixtures.BOOTSTRAP))
                .hasMessageContaining("place 1 of the folds holds fold 2");
        assertThatThrownBy(() -> CrossValidationResult.of(List.of(), List.of(), FoldFixtures.BOOTSTRAP))
                .hasMessageContaining("no fold");
    }

    @Test
    void shouldRefuseAScanThatIsTestedTwice() {
        FoldResult first = result.folds().get(0);
        var again = new FoldResult(
                2,
                first.training(),
                first.tuned(),
                first.threshold(),
                first.atHalf(),
                first.atChosen(),
                first.predictions());
        assertThatThrownBy(() -> CrossValidationResult.of(List.of(first, again), List.of(), FoldFixtures.BOOTSTRAP))
                .hasMessageContaining("is tested in two folds or twice");
    }

    private static FigureSummary summary(Figure figure) {
        return result.atHalf().get(figure.ordinal());
    }
}
