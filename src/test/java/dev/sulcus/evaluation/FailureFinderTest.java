package dev.sulcus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.metrics.BinaryMetrics;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.Samples;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailureFinderTest {
    private static final BootstrapConfig BOOTSTRAP = new BootstrapConfig(300, 1);
    private static final List<LearningGap> UNKNOWN = List.of();

    @Test
    void shouldFindNothingInAGoodModel() {
        assertThat(find(drawn(400, 15, 0, 1), new LearningGap(0.97, 0.96, 0.1, 0.12, 80)))
                .isEmpty();
    }

    @Test
    void shouldNameADegenerateModelFirst() {
        int[] labels = IntStream.range(0, 60).map(i -> i % 3 == 0 ? 0 : 1).toArray();
        double[] same = IntStream.of(labels).mapToDouble(label -> 0.62).toArray();
        List<FailureMode> modes = find(Samples.at(0.5, labels, same));
        assertThat(modes.get(0).kind()).isEqualTo(FailureMode.Kind.DEGENERATE);
        assertThat(modes.get(0).sentence()).isEqualTo("Degenerate: every scan was called tumour (60 of 60).");
    }

    @Test
    void shouldBlameTheScansWhereTheyAreTooFew() {
        int[] labels = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
        double[] scores = {0.1, 0.2, 0.3, 0.4, 0.9, 0.15, 0.6, 0.7, 0.8, 0.95};
        List<FailureMode> modes = find(Samples.at(0.5, labels, scores));
        assertThat(modes.get(0).kind()).isEqualTo(FailureMode.Kind.TOO_FEW_SCANS);
        assertThat(modes.get(0).sentence()).startsWith("Too few scans to judge: the ROC AUC is 0.7");
        assertThat(modes).noneMatch(mode -> mode.kind() == FailureMode.Kind.DEGENERATE);
    }

    @Test
    void shouldCountWhatIsMissed() {
        FailureMode mode = only(counts(40, 60, 80, 20, 0.25, 0.75), FailureMode.Kind.MISSES_TOO_MANY);
        assertThat(mode.sentence())
                .startsWith("Misses too many: 60 of 100 tumours called wrongly, 60.0 % (95 % interval");
        assertThat(mode.certain()).isTrue();
        assertThat(mode.value()).isEqualTo(0.4);
        assertThat(mode.limit()).isEqualTo(0.9);
    }

    @Test
    void shouldCountFalseAlarms() {
        FailureMode mode = only(counts(95, 5, 50, 50, 0.25, 0.75), FailureMode.Kind.HIGH_FALSE_POSITIVES);
        assertThat(mode.sentence()).startsWith("High false positives: 50 of 100 scans without tumour called wrongly");
    }

    @Test
    void shouldNotBeCertainWithFewScans() {
        FailureMode mode = only(counts(8, 2, 10, 0, 0.25, 0.75), FailureMode.Kind.MISSES_TOO_MANY);
        assertThat(mode.certain()).isFalse();
    }

    @Test
    void shouldSeeAGapOfAccuracy() {
        FailureMode mode =
                of(find(drawn(400, 15, 0, 1), new LearningGap(0.99, 0.75, 0.1, 0.2, 400)), FailureMode.Kind.OVERFITTED);
        assertThat(mode.certain()).isTrue();
        assertThat(mode.sentence())
                .isEqualTo(
                        "Overfitted: accuracy 0.990 on the scans it was fitted on, 0.750 on those held back (± 0.042);"
                                + " a gap of 0.240, the limit is 0.10.");
    }

    @Test
    void shouldSeeAGapOfLoss() {
        FailureMode mode =
                of(find(drawn(400, 15, 0, 1), new LearningGap(0.95, 0.9, 0.1, 0.6, 80)), FailureMode.Kind.OVERFITTED);
        assertThat(mode.sentence()).contains("a gap of 0.500 nats, the limit is 0.25");
    }

    @Test
    void shouldSayThatAGapIsUnderstatedWhereTrainingFiguresAreDisturbed() {
        var gap = new LearningGap(0.99, 0.75, 0.1, 0.6, 400, true);
        assertThat(find(drawn(400, 15, 0, 1), gap))
                .filteredOn(mode -> mode.kind() == FailureMode.Kind.OVERFITTED)
                .hasSize(2)
                .allSatisfy(mode -> assertThat(mode.sentence()).contains("dropout on: the true gap is wider"));
    }

    @Test
    void shouldCallNothingOverfittedThatIsUnknown() {
        assertThat(find(drawn(400, 15, 0, 1), new LearningGap(Double.NaN, 0.2, Double.NaN, 2, 80)))
                .isEmpty();
    }

    @Test
    void shouldSeeProbabilitiesThatAreTooExtreme() {
        // Log odds three times as large as they should be.
        List<FailureMode> modes = find(drawn(600, 4, 0, 3));
        assertThat(modes.stream().filter(m -> m.kind() == FailureMode.Kind.BADLY_CALIBRATED))
                .anyMatch(m -> m.sentence().startsWith("Badly calibrated: probabilities are too extreme"));
    }

    @Test
    void shouldSeeProbabilitiesThatAreAllTooHigh() {
        assertThat(of(find(drawn(600, 4, 1.5, 1)), FailureMode.Kind.BADLY_CALIBRATED)
                        .sentence())
                .startsWith("Badly calibrated: promised probabilities are");
    }

    @Test
    void shouldNotTakeTheNoiseOfFewScansForBadCalibration() {
        Samples few = drawn(30, 4, 0, 1);
        assertThat(BinaryMetrics.of(few, BOOTSTRAP).expectedCalibrationError())
                .isGreaterThan(FailureFinder.MOST_CALIBRATION_ERROR);
        assertThat(find(few).stream().map(FailureMode::kind)).doesNotContain(FailureMode.Kind.BADLY_CALIBRATED);
    }

    @Test
    void shouldSeeFoldsThatDifferMoreThanChance() {
        FailureMode mode = of(ofFolds(0.96, 0.6, 0.88, 0.92, 0.96), FailureMode.Kind.UNSTABLE);
        assertThat(mode.sentence()).startsWith("Unstable: accuracy of the folds runs from 0.600 to 0.960");
    }

    @Test
    void shouldLeaveFoldsThatDifferByChance() {
        assertThat(ofFolds(0.9, 0.84, 0.88, 0.92, 0.94).stream().map(FailureMode::kind))
                .doesNotContain(FailureMode.Kind.UNSTABLE);
    }

    @Test
    void shouldNameAFoldThatCollapsed() {
        int[] labels = {0, 1, 1, 0, 1};
        BinaryMetrics fine = metrics(Samples.at(0.5, labels, new double[] {0.1, 0.9, 0.8, 0.2, 0.9}));
        BinaryMetrics fallen = metrics(Samples.at(0.5, labels, new double[] {0.6, 0.6, 0.6, 0.6, 0.6}));
        FailureEvidence one = FailureEvidence.of(drawn(400, 15, 0, 1), 0.5, BOOTSTRAP, UNKNOWN);
        var evidence = new FailureEvidence(
                one.metrics(), one.point(), List.of(fine, fallen, fine), one.calibration(), one.noise(), UNKNOWN);
        assertThat(of(FailureFinder.find(evidence), FailureMode.Kind.UNSTABLE).sentence())
                .isEqualTo("Unstable: 1 of 3 folds called every scan alike (fold 2).");
    }

    @Test
    void shouldOrderByHowBadItIs() {
        List<FailureMode> modes = find(counts(40, 60, 50, 50, 0.01, 0.99), new LearningGap(0.99, 0.75, 0.1, 0.2, 400));
        assertThat(modes.stream().map(FailureMode::kind)).isSorted();
        assertThat(modes.get(0).kind()).isEqualTo(FailureMode.Kind.DEGENERATE);
    }

    @Test
    void shouldTakeACrossValidation() {
        CrossValidationResult result = FoldFixtures.result(FoldFixtures.data(200, 4), FoldFixtures.model(1, 0.3));
        assertThat(FailureFinder.find(FailureEvidence.of(result, UNKNOWN)))
                .anyMatch(mode -> mode.kind() == FailureMode.Kind.MISSES_TOO_MANY);
    }

    /** Labels drawn from true log odds; promised log odds are {@code scale} times the true ones plus {@code shift}. */
    private static Samples drawn(int count, double spread, double shift, double scale) {
        var random = new Random(8);
        double[] logits = random.doubles(count, -spread, spread).toArray();
        int[] labels = IntStream.range(0, count)
                .map(i -> random.nextDouble() < 1 / (1 + Math.exp(-logits[i])) ? 1 : 0)
                .toArray();
        double[] promised = IntStream.range(0, count)
                .mapToDouble(i -> 1 / (1 + Math.exp(-(scale * logits[i] + shift))))
                .toArray();
        return Samples.at(0.5, labels, promised);
    }

    private static Samples counts(int found, int missed, int spared, int alarms, double low, double high) {
        int[] labels = IntStream.range(0, found + missed + spared + alarms)
                .map(i -> i < found + missed ? 1 : 0)
                .toArray();
        double[] scores = IntStream.range(0, labels.length)
                .mapToDouble(i -> i < found || i >= found + missed + spared ? high : low)
                .toArray();
        return Samples.at(0.5, labels, scores);
    }

    private static List<FailureMode> ofFolds(double... accuracies) {
        List<BinaryMetrics> folds = Stream.of(
                        IntStream.range(0, accuracies.length).boxed().toArray(Integer[]::new))
                .map(i -> (int) Math.round(25 * accuracies[i]))
                .map(right -> metrics(counts(right, 25 - right, right, 25 - right, 0.25, 0.75)))
                .toList();
        FailureEvidence one = FailureEvidence.of(drawn(250, 15, 0, 1), 0.5, BOOTSTRAP, UNKNOWN);
        return FailureFinder.find(
                new FailureEvidence(one.metrics(), one.point(), folds, one.calibration(), one.noise(), UNKNOWN));
    }

    private static BinaryMetrics metrics(Samples samples) {
        return BinaryMetrics.of(samples, 0.5, BootstrapConfig.NONE);
    }

    private static List<FailureMode> find(Samples samples, LearningGap... learning) {
        return FailureFinder.find(FailureEvidence.of(samples, 0.5, BOOTSTRAP, List.of(learning)));
    }

    private static FailureMode only(Samples samples, FailureMode.Kind kind) {
        return of(find(samples), kind);
    }

    private static FailureMode of(List<FailureMode> modes, FailureMode.Kind kind) {
        return modes.stream().filter(mode -> mode.kind() == kind).findFirst().orElseThrow();
    }
}
