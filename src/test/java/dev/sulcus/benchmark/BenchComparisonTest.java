package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.benchmark.BenchComparison.Named;
import dev.sulcus.benchmark.RatioEstimate.Finding;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchComparisonTest {
    private static final BenchSetting BATCH_8 = new BenchSetting(null, "memory", "FLOAT32", 8, null);

    @TempDir
    Path folder;

    @Test
    void shouldShowADifference() {
        BenchComparison comparison = compare(document(100, 7, 0.1), document(80, 7, 0.1));
        RatioResult ratio = comparison.ratios().get(0);
        assertThat(ratio.finding()).isEqualTo(Finding.FASTER);
        assertThat(ratio.ratio()).isCloseTo(1.25, within(0.02));
        assertThat(ratio.interleaved()).isFalse();
        assertThat(ratio.sentence())
                .startsWith("b: float32, batch 8, memory against a: float32, batch 8, memory: 1.2")
                .endsWith("times as fast: faster");
    }

    @Test
    void shouldShowNoneInNoise() {
        BenchComparison comparison = compare(document(100, 7, 0.1), document(100, 7, 0.1, 99));
        assertThat(comparison.ratios().get(0).finding()).isEqualTo(Finding.NO_DIFFERENCE_SHOWN);
        assertThat(comparison.ratios().get(0).sentence()).endsWith("no difference shown");
    }

    @Test
    void shouldSayThatFiveBlocksAreTooFew() {
        BenchComparison comparison = compare(document(100, 5, 0.1), document(50, 5, 0.1));
        assertThat(comparison.ratios().get(0).sentence()).endsWith("too few repeats to say (fewer than 6)");
    }

    @Test
    void shouldWarnThatTheMachineWasBusyOrAnother() {
        BenchDocument other = MadeUpBench.document(
                "train", MadeUpBench.machine("Xeon", 1.9), List.of(MadeUpBench.row(BATCH_8, 80, 7, 2)));
        BenchComparison comparison = compare(document(100, 7, 0.1), other);
        assertThat(comparison.machines()).containsExactly("a and b, processor: AMD EPYC, Xeon");
        assertThat(comparison.warnings())
                .anyMatch(line -> line.contains("b: something else kept the machine busy"))
                .anyMatch(line -> line.contains("the machines differ"))
                .anyMatch(line -> line.contains("not by turns"))
                .noneMatch(line -> line.startsWith("a: something else"));
    }

    @Test
    void shouldCompareNothingThatIsNotValid() {
        BenchDocument invalid = MadeUpBench.document(
                "train", MadeUpBench.machine("AMD EPYC", 0), List.of(BenchRows.invalid(BATCH_8, "too short", null)));
        BenchComparison comparison = compare(document(100, 7, 0.1), invalid);
        assertThat(comparison.ratios()).isEmpty();
        assertThat(comparison.warnings())
                .anyMatch(line -> line.contains("b: float32, batch 8, memory is not valid: too short"))
                .anyMatch(line -> line.contains("have no valid setting in common"));
    }

    @Test
    void shouldSayWhichSettingsDiffer() {
        BenchDocument first = document(100, 7, 0.1);
        BenchDocument second = new BenchDocument(
                first.schema(),
                first.kind(),
                first.program(),
                first.started(),
                first.seconds(),
                false,
                Json.tree(Map.of("model", "efficientnet-b0", "out", "elsewhere")),
                first.machine(),
                null,
                first.rows(),
                List.of(),
                List.of(),
                null,
                List.of());
        assertThat(compare(first, second).settings()).containsExactly("model: a has \"cnn\", b \"efficientnet-b0\"");
    }

    @Test
    void shouldCompareThePrecisionsOfOneRun() {
        List<RatioResult> ratios = MadeUpBench.train().ratios();
        assertThat(ratios).hasSize(3).allMatch(RatioResult::interleaved);
        assertThat(ratios.get(1).name()).isEqualTo("bfloat16, batch 16, memory");
        assertThat(ratios.get(1).reference()).isEqualTo("float32, batch 16, memory");
        assertThat(ratios.get(1).ratio()).isCloseTo(20.0 / 14, within(0.03));
    }

    @Test
    void shouldReadBackWhatItWrote() {
        for (BenchDocument document :
                List.of(MadeUpBench.train(), MadeUpBench.score(), MadeUpBench.pipeline(), MadeUpBench.curve())) {
            Path file = folder.resolve(document.kind() + ".json");
            Json.write(file, document);
            assertThat(Json.tree(Json.read(file, BenchDocument.class))).isEqualTo(Json.tree(document));
        }
    }

    @Test
    void shouldWriteNullForWhatWasNotMeasured() {
        JsonNode row = Json.tree(MadeUpBench.score()).at("/rows/2");
        assertThat(row.at("/valid").asBoolean()).isFalse();
        assertThat(row.at("/imagesPerSecond").isNull()).isTrue();
        assertThat(row.at("/latency").isNull()).isTrue();
        assertThat(row.at("/blocks")).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoMeasurement() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
        assertThatThrownBy(() -> Json.read(empty, BenchDocument.class))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("empty.json")
                .hasMessageContaining("lacks kind, machine or rows");
        Path newer = Files.writeString(folder.resolve("newer.json"), "{\"schema\": 99}");
        assertThatThrownBy(() -> Json.read(newer, BenchDocument.class)).hasMessageContaining("newer Sulcus");
    }

    private static BenchComparison compare(BenchDocument a, BenchDocument b) {
        return BenchComparison.of(List.of(new Named("a", a), new Named("b", b)));
    }

    private static BenchDocument document(double millis, int blocks, double load) {
        return document(millis, blocks, load, 1);
    }

    private static BenchDocument document(double millis, int blocks, double load, long seed) {
        return MadeUpBench.document(
                "train",
                MadeUpBench.machine("AMD EPYC", load),
                List.of(MadeUpBench.row(BATCH_8, millis, blocks, seed)));
    }
}
