package dev.sulcus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Scan;
import dev.sulcus.dataset.Split;
import dev.sulcus.metrics.Confusion;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldJudgeTest {
    private static final Dataset DATA = FoldFixtures.data(200, 2);
    private static final ToDoubleFunction<Scan> MODEL = FoldFixtures.model(1, 2);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void shouldChooseTheSameThresholdWhateverTheTestLabelsAre(int fold) {
        FoldPlan plan = FoldFixtures.plan(DATA, 2).folds().get(fold);
        List<String> tested = plan.testPaths();
        var model = scoresOf(DATA);
        double threshold =
                FoldJudge.of(FoldFixtures.tuning(plan, DATA, model)).threshold().value();
        // Every test label turned round. Planned again from these labels the folds would differ, so the parts are kept.
        Dataset turned = FoldFixtures.relabelled(DATA, tested);
        FoldPlan same = sameParts(plan, turned);
        FoldJudge judge = FoldJudge.of(FoldFixtures.tuning(same, turned, model));
        assertThat(judge.threshold().value()).isEqualTo(threshold);
        assertThat(judge.judge(FoldFixtures.test(same, turned, model)).atHalf().accuracy())
                .isNotEqualTo(FoldFixtures.judge(plan, DATA, model).atHalf().accuracy());
    }

    @Test
    void shouldChangeTheThresholdWithTheTuningLabels() {
        // The counterpart of the test above: it would notice.
        FoldPlan plan = FoldFixtures.plan(DATA, 1).folds().get(0);
        List<String> tuned = FoldFixtures.tuning(plan, DATA, MODEL).predictions().stream()
                .map(Prediction::path)
                .toList();
        Dataset turned = FoldFixtures.relabelled(DATA, tuned);
        var model = scoresOf(DATA);
        assertThat(FoldJudge.of(FoldFixtures.tuning(sameParts(plan, turned), turned, model))
                        .threshold()
                        .value())
                .isNotEqualTo(FoldJudge.of(FoldFixtures.tuning(plan, DATA, model))
                        .threshold()
                        .value());
    }

    @Test
    void shouldReachTheWantedSensitivityOnTheTuningScans() {
        for (FoldPlan plan : FoldFixtures.plan(DATA, 1).folds()) {
            ChosenThreshold threshold =
                    FoldJudge.of(FoldFixtures.tuning(plan, DATA, MODEL)).threshold();
            assertThat(threshold.tuning().sensitivity()).isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    void shouldCallTheTestScansAtThatThreshold() {
        FoldResult result =
                FoldFixtures.judge(FoldFixtures.plan(DATA, 1).folds().get(0), DATA, MODEL);
        double threshold = result.threshold().value();
        assertThat(result.predictions()).allMatch(p -> p.predicted() == (p.probability() >= threshold ? 1 : 0));
        assertThat(result.atChosen().threshold()).isEqualTo(threshold);
        assertThat(result.atHalf().threshold()).isEqualTo(0.5);
        int[] labels =
                result.predictions().stream().mapToInt(FoldPrediction::label).toArray();
        double[] probabilities = result.predictions().stream()
                .mapToDouble(FoldPrediction::probability)
                .toArray();
        assertThat(result.atChosen().confusion()).isEqualTo(Confusion.of(labels, probabilities, threshold));
    }

    @Test
    void shouldJudgeATestFoldOnce() {
        FoldPlan plan = FoldFixtures.plan(DATA, 1).folds().get(0);
        FoldJudge judge = FoldJudge.of(FoldFixtures.tuning(plan, DATA, MODEL));
        TestPredictions test = FoldFixtures.test(plan, DATA, MODEL);
        judge.judge(test);
        assertThatThrownBy(() -> judge.judge(test)).hasMessageContaining("fold 1 was judged already");
    }

    @Test
    void shouldRefuseTheTestFoldOfAnotherPlan() {
        List<FoldPlan> folds = FoldFixtures.plan(DATA, 1).folds();
        FoldJudge judge = FoldJudge.of(FoldFixtures.tuning(folds.get(0), DATA, MODEL));
        TestPredictions other = FoldFixtures.test(folds.get(1), DATA, MODEL);
        assertThatThrownBy(() -> judge.judge(other)).hasMessageContaining("the predictions are of fold 2");
    }

    /** Scores fixed by path, so that relabelled scans keep theirs. */
    private static ToDoubleFunction<Scan> scoresOf(Dataset data) {
        return scan -> MODEL.applyAsDouble(data.scans().stream()
                .filter(one -> one.path().equals(scan.path()))
                .findFirst()
                .orElseThrow());
    }

    /** {@code plan} over data with the same scans in the same order. */
    private static FoldPlan sameParts(FoldPlan plan, Dataset relabelled) {
        List<String> tested = plan.testPaths();
        int[] test = IntStream.range(0, relabelled.scans().size())
                .filter(i -> tested.contains(relabelled.scans().get(i).path()))
                .toArray();
        return new FoldPlan(
                relabelled,
                DuplicateGroups.of(relabelled.scans()),
                plan.config(),
                plan.fold(),
                new Split("outer", 0, plan.training(), test),
                IntStream.range(0, plan.fits()).mapToObj(plan::fit).toList());
    }
}
