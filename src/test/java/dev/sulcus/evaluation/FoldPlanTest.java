package dev.sulcus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import dev.sulcus.dataset.Split;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.metrics.ThresholdConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldPlanTest {
    private static final Dataset DATA = FoldFixtures.data(200, 1);
    private static final DuplicateGroups GROUPS = DuplicateGroups.of(DATA.scans());

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 4", "4, 2"})
    void shouldKeepEveryCopyOutOfTheFitAndTheTuningParts(long seed, int fits) {
        Dataset data = FoldFixtures.data(200, seed);
        DuplicateGroups groups = DuplicateGroups.of(data.scans());
        for (FoldPlan plan : FoldFixtures.plan(data, fits).folds()) {
            Set<Integer> tested = groups(groups, indices(data, plan.testPaths()));
            for (int fit = 0; fit < plan.fits(); fit++) {
                Set<Integer> fitted = groups(groups, plan.fit(fit).training());
                Set<Integer> tuned = groups(groups, plan.fit(fit).validation());
                assertThat(fitted).doesNotContainAnyElementsOf(tested).doesNotContainAnyElementsOf(tuned);
                assertThat(tuned).doesNotContainAnyElementsOf(tested);
            }
        }
    }

    @Test
    void shouldTestEveryScanOnceAndTrainOnAllOthers() {
        CrossValidationPlan plan = FoldFixtures.plan(DATA, 1);
        assertThat(plan.folds().stream().flatMap(fold -> fold.testPaths().stream()))
                .hasSize(200)
                .doesNotHaveDuplicates();
        assertThat(plan.folds())
                .allMatch(fold -> fold.training().length + fold.testPaths().size() == 200);
    }

    @Test
    void shouldTuneOnEveryTrainingScanOnceWithAsManyFitsAsParts() {
        for (FoldPlan plan : FoldFixtures.plan(DATA, 4).folds()) {
            int[] tuned = IntStream.range(0, 4)
                    .flatMap(fit -> IntStream.of(plan.fit(fit).validation()))
                    .sorted()
                    .toArray();
            assertThat(tuned).isEqualTo(plan.training());
        }
    }

    @Test
    void shouldHoldBothLabelsInEveryPart() {
        for (FoldPlan plan : FoldFixtures.plan(DATA, 2).folds()) {
            for (int fit = 0; fit < 2; fit++) {
                assertThat(labels(plan.fit(fit).training())).contains(0, 1);
                assertThat(labels(plan.fit(fit).validation())).contains(0, 1);
            }
        }
    }

    @Test
    void shouldSayHowAFitWasDrawn() {
        FoldPlan plan = FoldFixtures.plan(DATA, 2).folds().get(2);
        assertThat(plan.fit(1).rule()).isEqualTo("fold:3/5,tuning fold:2/4");
        assertThat(plan.fold()).isEqualTo(3);
        assertThat(plan.folds()).isEqualTo(5);
    }

    @Test
    void shouldRefuseACopyOnTwoSides() {
        int[] copies = GROUPS.nearDuplicates().get(0).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        var torn = new Split("torn", 0, new int[] {copies[0]}, new int[] {copies[1]});
        var config = CrossValidationConfig.of(5, 0);
        assertThatThrownBy(() -> new FoldPlan(DATA, GROUPS, config, 1, torn, List.of()))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(DATA.scans().get(copies[0]).path() + " in the training folds, or a copy of it");
        int[] others = IntStream.range(0, 200)
                .filter(i -> GROUPS.groupOf(i) != GROUPS.groupOf(copies[0]))
                .limit(3)
                .toArray();
        var outer = new Split("outer", 0, others, new int[] {copies[0]});
        var leaking = new Split("inner", 0, new int[] {others[0]}, new int[] {copies[1]});
        assertThatThrownBy(() -> new FoldPlan(DATA, GROUPS, config, 1, outer, List.of(leaking)))
                .hasMessageContaining("in a tuning part, or a copy of it, is in the test fold as well");
    }

    @Test
    void shouldNotLetACallerChangeThePlan() {
        FoldPlan plan = FoldFixtures.plan(DATA, 1).folds().get(0);
        plan.fit(0).validation()[0] = 199;
        plan.training()[0] = 199;
        assertThat(plan.fit(0).validation()[0]).isNotEqualTo(199);
        assertThat(plan.training()[0]).isNotEqualTo(199);
    }

    @Test
    void shouldGoOnFromSavedPredictions() {
        FoldPlan plan = FoldFixtures.plan(DATA, 2).folds().get(1);
        var model = FoldFixtures.model(5, 2);
        TuningPredictions tuning = FoldFixtures.tuning(plan, DATA, model);
        FoldResult judged = FoldJudge.of(tuning).judge(FoldFixtures.test(plan, DATA, model));
        FoldPlan again = FoldFixtures.plan(DATA, 2).folds().get(1);
        FoldJudge judge = FoldJudge.of(again.restoreTuning(tuning.predictions()));
        FoldResult restored = judge.judge(again.restoreTest(judged.predictions()));
        assertThat(restored.predictions()).isEqualTo(judged.predictions());
        assertThat(restored.threshold().value()).isEqualTo(judged.threshold().value());
    }

    @Test
    void shouldRefuseSavedPredictionsOfOtherScans() {
        List<FoldPlan> folds = FoldFixtures.plan(DATA, 1).folds();
        var model = FoldFixtures.model(5, 2);
        List<Prediction> saved = FoldFixtures.tuning(folds.get(0), DATA, model).predictions();
        assertThatThrownBy(() -> folds.get(1).restoreTuning(saved))
                .hasMessageContaining("the saved tuning predictions of fold 2 are not of the scans")
                .extracting(fault -> ((Fault) fault).kind())
                .isEqualTo(FaultKind.DATA);
    }

    @Test
    void shouldRefuseAnotherNumberOfScores() {
        FoldPlan plan = FoldFixtures.plan(DATA, 1).folds().get(0);
        assertThatThrownBy(() -> plan.test(new double[3])).hasMessageContaining("fold 1: 3 test probabilities");
        assertThatThrownBy(() -> plan.tuning(List.of())).hasMessageContaining("0 lists of tuning probabilities");
        assertThatThrownBy(() -> plan.tuning(List.of(new double[1])))
                .hasMessageContaining("1 tuning probabilities of fit 0");
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        assertThatThrownBy(() -> new CrossValidationConfig(5, 4, 5, ThresholdConfig.HALF, 0))
                .hasMessage("fits is 5; it must be 0 to 4");
        assertThatThrownBy(() -> CrossValidationConfig.of(1, 0)).hasMessage("folds is 1; it must be 2 to 1000");
    }

    @Test
    void shouldHoldNothingBackForAFixedThresholdWhereNothingIsTuned() {
        var config = new CrossValidationConfig(5, 4, 0, ThresholdConfig.HALF, 7);
        for (FoldPlan fold : CrossValidationPlan.of(DATA, GROUPS, config).folds()) {
            assertThat(fold.fits()).isZero();
            assertThat(fold.training().length + fold.testPaths().size())
                    .isEqualTo(DATA.scans().size());
            assertThat(FoldJudge.of(fold.tuning(List.of())).threshold().value()).isEqualTo(0.5);
        }
    }

    @Test
    void shouldRefuseToWantASensitivityWhereNothingIsTuned() {
        assertThatThrownBy(() -> new CrossValidationConfig(5, 4, 0, ThresholdConfig.SENSITIVITY_95, 0))
                .hasMessageContaining("nothing is held back");
    }

    private static int[] indices(Dataset data, List<String> paths) {
        return IntStream.range(0, data.scans().size())
                .filter(i -> paths.contains(data.scans().get(i).path()))
                .toArray();
    }

    private static Set<Integer> groups(DuplicateGroups groups, int[] indices) {
        return IntStream.of(indices).mapToObj(groups::groupOf).collect(Collectors.toSet());
    }

    private static List<Integer> labels(int[] indices) {
        var labels = new ArrayList<Integer>();
        IntStream.of(indices).forEach(i -> labels.add(DATA.scans().get(i).label()));
        return labels;
    }
}
