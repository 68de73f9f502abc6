package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.training.EpochRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingFiguresTest {
    @Test
    void shouldSayWhereTheValidationLossBeganEndedAndWasBest() {
        var figures = new TrainingFigures(List.of(epoch(1, 0.7, 1e-3), epoch(2, 0.4, 1e-3), epoch(3, 0.5, 1e-3)), 2);
        assertThat(figures.all().get(0).summary())
                .startsWith(
                        "Validation loss: 0.700 in the first epoch, 0.500 in the last, 0.400 in epoch 2, which was kept.");
        assertThat(figures.all().get(0).table().rows().get(1)).containsExactly("2 (kept)", "0.6", "0.4");
    }

    @Test
    void shouldMarkNothingWhereTheBestEpochIsUnknown() {
        var figures = new TrainingFigures(List.of(epoch(1, 0.7, 1e-3)), 0);
        assertThat(figures.best()).isEmpty();
        assertThat(figures.all())
                .allSatisfy(figure -> assertThat(figure.chart().marks()).isEmpty());
        assertThat(figures.all().get(0).summary()).doesNotContain("kept");
    }

    @Test
    void shouldBeginTheAxisAtChanceUnlessSomethingLiesBelow() {
        var above = new TrainingFigures(List.of(epoch(1, 0.7, 1e-3)), 0);
        assertThat(above.all().get(2).chart().y().min()).isEqualTo(0.5);
        var worse = new EpochRecord(1, 0.6, 0.6, 0.7, 0.6, 0.41, 1e-3, 1, 1);
        assertThat(new TrainingFigures(List.of(worse), 0)
                        .all()
                        .get(2)
                        .chart()
                        .y()
                        .min())
                .isZero();
    }

    @Test
    void shouldUseALogarithmicAxisOnlyForWideLearningRates() {
        var narrow = new TrainingFigures(List.of(epoch(1, 0.7, 1e-3), epoch(2, 0.7, 1e-4)), 0);
        assertThat(narrow.all().get(3).chart().y().scale()).isEqualTo("linear");
        var wide = new TrainingFigures(List.of(epoch(1, 0.7, 1e-3), epoch(2, 0.7, 1e-5)), 0);
        assertThat(wide.all().get(3).chart().y().scale()).isEqualTo("log");
    }

    @Test
    void shouldSpeakOfIterationsAndOfNoLearningRateWhereASolverWasAtWork() {
        double nan = Double.NaN;
        var between = new EpochRecord(1, 0.6, 0.7, nan, nan, nan, nan, 1, 1);
        var looked = new EpochRecord(2, 0.3, 0.7, 0.5, 0.8, 0.9, nan, 1, 1);
        var last = new EpochRecord(3, 0.2, 0.7, 0.4, 0.8, 0.9, nan, 1, 1);
        List<Figure> figures = new TrainingFigures(List.of(between, looked, last), 0, true).all();
        assertThat(figures).extracting(Figure::title).containsExactly("Objective", "Accuracy", "ROC AUC");
        assertThat(figures.get(0).summary())
                .startsWith("Objective per training scan, penalty included: 0.600 in iteration 1, 0.200 in the last.")
                .contains("Validation loss, without penalty: 0.500 in iteration 2, 0.400 in the last.")
                .doesNotContain("dropout");
        assertThat(figures.get(0).chart().x().title()).isEqualTo("iteration");
        assertThat(figures.get(2).table().caption()).isEqualTo("ROC AUC by iteration");
    }

    private static EpochRecord epoch(int epoch, double valLoss, double learningRate) {
        return new EpochRecord(epoch, 0.6, 0.7, valLoss, 0.8, 0.9, learningRate, 1, 1);
    }
}
