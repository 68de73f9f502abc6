package dev.sulcus.metrics;

import static dev.sulcus.metrics.SampleFixtures.labels;
import static dev.sulcus.metrics.SampleFixtures.scores;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DegeneracyTest {
    @Test
    void shouldFindNothingWrongWithAClassifierThatSeparates() {
        assertThat(reasons(labels(0, 0, 0, 1, 1, 1), scores(0.1, 0.2, 0.3, 0.7, 0.8, 0.9)))
                .isEmpty();
    }

    @Test
    void shouldNameACallThatIsAlwaysTheSame() {
        assertThat(reasons(labels(0, 1, 0, 1), scores(0.6, 0.9, 0.7, 0.8)))
                .containsExactly("every scan was called tumour (4 of 4)");
        assertThat(reasons(labels(0, 1, 0, 1), scores(0.1, 0.4, 0.2, 0.3)))
                .containsExactly("every scan was called no tumour (4 of 4)");
    }

    @Test
    void shouldNameAnIntervalThatContainsChance() {
        int[] labels = new int[40];
        double[] scores = new double[40];
        Arrays.setAll(labels, i -> i / 2 % 2);
        Arrays.setAll(scores, i -> i % 2);
        assertThat(reasons(labels, scores))
                .singleElement()
                .asString()
                .matches("the 95 % interval of the ROC AUC, 0\\.[34]\\d\\d–0\\.[56]\\d\\d, contains 0\\.5: .*");
    }

    @Test
    void shouldBlameTheNumberOfScansWhereTheAreaIsFarFromChance() {
        List<String> reasons = reasons(
                labels(0, 0, 0, 0, 0, 1, 1, 1, 1, 1), scores(0.1, 0.2, 0.3, 0.4, 0.9, 0.15, 0.6, 0.7, 0.8, 0.95));
        assertThat(reasons).singleElement().asString().startsWith("too few scans to judge: the ROC AUC is 0.7");
        assertThat(Degeneracy.onlyTooFew(reasons)).isTrue();
        assertThat(Degeneracy.onlyTooFew(List.of())).isFalse();
        assertThat(Degeneracy.onlyTooFew(List.of("too few scans to judge: x", "every scan was called tumour")))
                .isFalse();
    }

    @Test
    void shouldCallOnlyTheModelsFaultsDegenerate() {
        String few = "too few scans to judge: x";
        assertThat(Degeneracy.verdict(List.of())).isEmpty();
        assertThat(Degeneracy.verdict(List.of(few))).isEqualTo("too few scans to judge");
        assertThat(Degeneracy.verdict(List.of(few, "every scan was called tumour")))
                .isEqualTo("degenerate");
    }

    @Test
    void shouldNameAClassifierThatIsWorseThanChance() {
        assertThat(reasons(labels(1, 1, 1, 0, 0, 0), scores(0.1, 0.2, 0.3, 0.7, 0.8, 0.9)))
                .singleElement()
                .asString()
                .contains("0.000–0.000, lies below 0.5");
    }

    @Test
    void shouldNameDataOfOneClass() {
        assertThat(reasons(labels(1, 1), scores(0.1, 0.9)))
                .singleElement()
                .asString()
                .startsWith("every scan is labelled tumour");
    }

    @Test
    void shouldNameAnEmptySetAlone() {
        assertThat(reasons(labels(), scores())).containsExactly("there was no scan to judge");
    }

    private static List<String> reasons(int[] labels, double[] probabilities) {
        return Degeneracy.reasons(BinaryMetrics.of(labels, probabilities, 0.5, BootstrapConfig.DEFAULT));
    }
}
