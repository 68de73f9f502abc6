package dev.sulcus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.metrics.BootstrapConfig;
import dev.sulcus.metrics.Figure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {
    private static final BootstrapConfig BOOTSTRAP = new BootstrapConfig(300, 1);
    private static final ModelPredictions GOOD = model("good", 4, 1);
    private static final ModelPredictions POOR = model("poor", 0.5, 2);
    private static final ModelPredictions SAME = model("same", 4, 3);

    @Test
    void shouldCompareEveryPair() {
        ModelComparison comparison = compare(GOOD, POOR, SAME);
        assertThat(comparison.models().stream().map(ComparedModel::name)).containsExactly("good", "poor", "same");
        assertThat(comparison.pairs().stream().map(pair -> pair.first() + "-" + pair.second()))
                .containsExactly("good-poor", "good-same", "poor-same");
        assertThat(comparison.scans()).isEqualTo(150);
        assertThat(comparison.tumours()).isEqualTo(75);
        assertThat(comparison.groups()).isEqualTo(150);
    }

    @Test
    void shouldTellAGoodModelFromAPoorOne() {
        ModelComparison comparison = compare(GOOD, POOR, SAME);
        assertThat(comparison.pairs().get(0).calls()).isEqualTo(Verdict.FIRST_BETTER);
        assertThat(comparison.pairs().get(0).ranking()).isEqualTo(Verdict.FIRST_BETTER);
        assertThat(comparison.pairs().get(2).ranking()).isEqualTo(Verdict.SECOND_BETTER);
        assertThat(comparison.pairs().get(0).sentence()).startsWith("good is right more often: only good was right on");
    }

    @Test
    void shouldSayWhereItCannotTell() {
        PairedComparison pair = compare(GOOD, POOR, SAME).pairs().get(1);
        assertThat(pair.calls()).isEqualTo(Verdict.CANNOT_TELL);
        assertThat(pair.sentence()).startsWith("Which of good and same is right more often cannot be told");
    }

    @Test
    void shouldAdjustForThePairs() {
        for (PairedComparison pair : compare(GOOD, POOR, SAME).pairs()) {
            assertThat(pair.mcNemarHolm()).isGreaterThanOrEqualTo(pair.mcNemar().p());
            assertThat(pair.aucHolm()).isGreaterThanOrEqualTo(pair.auc().p());
        }
        PairedComparison alone = compare(GOOD, POOR).pairs().get(0);
        assertThat(alone.aucHolm()).isEqualTo(alone.auc().p());
    }

    @Test
    void shouldMatchLinesByPath() {
        var shuffled = new ArrayList<>(POOR.predictions());
        Collections.shuffle(shuffled, new Random(1));
        ModelComparison straight = compare(GOOD, POOR);
        ModelComparison crossed = compare(GOOD, new ModelPredictions("poor", shuffled));
        assertThat(crossed.pairs()).isEqualTo(straight.pairs());
    }

    @Test
    void shouldTestByGroup() {
        Map<String, Integer> groupOf = new HashMap<>();
        GOOD.predictions().forEach(p -> groupOf.put(p.path(), Integer.parseInt(p.path()) / 10));
        ModelComparison grouped = ModelComparison.of(List.of(GOOD, POOR), groupOf, BOOTSTRAP);
        assertThat(grouped.groups()).isEqualTo(15);
        assertThat(grouped.pairs().get(0).mcNemar().p())
                .isGreaterThan(compare(GOOD, POOR).pairs().get(0).mcNemar().p());
    }

    @Test
    void shouldGiveFirstMinusSecond() {
        PairedComparison pair = compare(GOOD, POOR).pairs().get(0);
        assertThat(pair.differences().stream().map(d -> d.figure()))
                .containsExactly(Figure.ACCURACY, Figure.SENSITIVITY, Figure.SPECIFICITY, Figure.ROC_AUC, Figure.BRIER);
        assertThat(pair.differences().get(3).difference()).isCloseTo(pair.auc().difference(), within(1e-15));
        assertThat(pair.differences().get(0).difference())
                .isCloseTo((pair.mcNemar().onlyFirstRight() - pair.mcNemar().onlySecondRight()) / 150.0, within(1e-12));
    }

    @Test
    void shouldNameTheScansThatDiffer() {
        var fewer = new ModelPredictions("fewer", POOR.predictions().subList(4, 150));
        assertThatThrownBy(() -> compare(GOOD, fewer))
                .hasMessage("the models were not judged on the same scans: fewer lacks 0, 1, 2 and 1 more of good;"
                        + " evaluate both on the same data")
                .extracting(fault -> ((Fault) fault).kind())
                .isEqualTo(FaultKind.DATA);
        assertThatThrownBy(() -> compare(fewer, GOOD)).hasMessageContaining("fewer lacks 0, 1, 2 and 1 more of good");
    }

    @Test
    void shouldNameALabelThatDiffers() {
        var changed = new ArrayList<>(POOR.predictions());
        changed.set(0, new Prediction("0", 1, 0.5, 1));
        assertThatThrownBy(() -> compare(GOOD, new ModelPredictions("poor", changed)))
                .hasMessageContaining("0 is labelled 0 for good but 1 for poor");
    }

    @Test
    void shouldRefuseOneModelOrTwoOfOneName() {
        assertThatThrownBy(() -> compare(GOOD)).hasMessageContaining("there is 1 model to compare");
        assertThatThrownBy(() -> compare(GOOD, GOOD)).hasMessageContaining("two of the models have one name");
    }

    @Test
    void shouldRefuseAPathThatIsThereTwice() {
        Prediction line = new Prediction("a", 0, 0.5, 1);
        assertThatThrownBy(() -> new ModelPredictions("twice", List.of(line, line)))
                .hasMessageContaining("the predictions of twice hold a twice");
    }

    @Test
    void shouldRefuseAPathWithoutGroup() {
        assertThatThrownBy(() -> ModelComparison.of(List.of(GOOD, POOR), Map.of("0", 0), BOOTSTRAP))
                .hasMessageContaining("1 has no group of copies");
    }

    @Test
    void shouldBecomeJson() {
        ModelComparison comparison = compare(GOOD, POOR);
        assertThat(Json.tree(comparison).at("/pairs/0/ranking").asText()).isEqualTo("FIRST_BETTER");
        assertThat(Json.tree(comparison).at("/pairs/0/differences/3/figure").asText())
                .isEqualTo("rocAuc");
    }

    private static ModelComparison compare(ModelPredictions... models) {
        return ModelComparison.of(List.of(models), Map.of(), BOOTSTRAP);
    }

    private static ModelPredictions model(String name, double skill, long seed) {
        var random = new Random(seed);
        List<Prediction> predictions = IntStream.range(0, 150)
                .mapToObj(i -> {
                    int label = i % 2;
                    double p = 1 / (1 + Math.exp(-(random.nextGaussian() + skill * (label - 0.5))));
                    return new Prediction(String.valueOf(i), label, p, p >= 0.5 ? 1 : 0);
                })
                .toList();
        return new ModelPredictions(name, predictions);
    }
}
