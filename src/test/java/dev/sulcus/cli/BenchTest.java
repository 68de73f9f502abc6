package dev.sulcus.cli;

import static dev.sulcus.cli.TinyBench.files;
import static dev.sulcus.cli.TinyBench.json;
import static dev.sulcus.cli.TinyBench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measurements from the command line: what comes out, never how long it took. */
@Tag("native")
class BenchTest {
    @TempDir
    static Path shared;

    private static Path data;
    private static Path recipe;
    private static Path run;

    @TempDir
    Path folder;

    @BeforeAll
    static void draw() throws IOException {
        TinyBench made = TinyBench.draw(shared);
        data = made.data();
        recipe = made.recipe();
        run = made.run();
    }

    @Test
    void shouldMeasureThePipelineByThreads() throws IOException {
        Path out = folder.resolve("out");
        Shell shell = Shell.type(
                "bench", "pipeline", data, "--quick", "--workers", "1,2", "--size", 48, "--repeats", 1, "--out", out);
        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.out()).contains("times in ms", "decode ms", "batch 32, 2 workers, files", "heap B/image");
        JsonNode document = Json.read(out.resolve("bench.json"), JsonNode.class);
        assertThat(document.at("/rows")).hasSize(2);
        assertThat(document.at("/rows/0/imagesPerSecond").asDouble()).isPositive();
        assertThat(document.at("/rows/0/stages/decode").asDouble()).isPositive();
        assertThat(document.at("/machine/usable").asInt()).isPositive();
        assertThat(document.at("/settings/files").asInt()).isEqualTo(TinyStudy.SCANS);
        assertThat(files(out))
                .containsExactlyInAnyOrder(
                        "bench.json", "bench.html", "batch-32-1-worker-files.hgrm", "batch-32-2-workers-files.hgrm");
        assertThat(Files.readString(out.resolve("bench.html"))).contains("Throughput against threads");
    }

    @Test
    void shouldSayHowFarTheLossesOfAPrecisionLieFromTheFirstOnes() {
        JsonNode document = json(
                "bench",
                "train",
                "--model",
                "cnn",
                "--recipe",
                recipe,
                "--batch",
                "4",
                "--precision",
                "float32,float16",
                "--deterministic",
                "--quick",
                "--repeats",
                1);
        assertThat(document.at("/rows/1/name").asText()).isEqualTo("float16, batch 4, memory");
        assertThat(document.at("/settings/session/deterministic").asBoolean()).isTrue();
        assertThat(document.at("/agreements")).hasSize(1);
        assertThat(document.at("/agreements/0/name").asText()).isEqualTo("FLOAT16");
        assertThat(document.at("/agreements/0/maxDifference").asDouble()).isBetween(1e-7, 0.02);
        assertThat(document.at("/agreements/0/meanDifference").asDouble())
                .isBetween(1e-8, document.at("/agreements/0/maxDifference").asDouble());
    }

    @Test
    void shouldMeasureStepsInMemoryAndFromFiles() {
        JsonNode memory = json(
                "bench", "train", "--model", "cnn", "--recipe", recipe, "--batch", "2,4", "--quick", "--repeats", 1);
        assertThat(memory.at("/rows")).hasSize(2);
        assertThat(memory.at("/rows/1/name").asText()).isEqualTo("float32, batch 4, memory");
        assertThat(memory.at("/rows/1/waitShare").asDouble()).isZero();
        assertThat(memory.at("/rows/1/peakShare").asDouble()).isBetween(0.0, 1.0);
        assertThat(memory.at("/peak/float32Gflops").asDouble()).isPositive();
        JsonNode files = json(
                "bench",
                "train",
                "--model",
                "cnn",
                "--recipe",
                recipe,
                "--batch",
                "4",
                "--quick",
                "--repeats",
                1,
                "--block-seconds",
                1e-6,
                "--data",
                data);
        assertThat(files.at("/rows/0/name").asText()).isEqualTo("float32, batch 4, files");
        // The fetching of a block's only batch counts too.
        assertThat(files.at("/rows/0/latency/count").asInt()).isEqualTo(1);
        assertThat(files.at("/rows/0/waitShare").asDouble()).isPositive();
    }

    @Test
    void shouldMeasureStepsOnPicturesOfTheDeviceBesideThoseThatAreFed() {
        JsonNode rows = json(
                        "bench",
                        "train",
                        "--model",
                        "cnn",
                        "--recipe",
                        recipe,
                        "--batch",
                        "4",
                        "--quick",
                        "--repeats",
                        1,
                        "--resident",
                        "on",
                        "--steps-per-call",
                        2)
                .at("/rows");
        assertThat(rows).hasSize(2);
        assertThat(rows.at("/0/name").asText()).isEqualTo("float32, batch 4, memory");
        assertThat(rows.at("/1/name").asText()).isEqualTo("float32, batch 4, resident, 2 steps a call");
        assertThat(rows.at("/1/imagesPerSecond").asDouble()).isPositive();
    }

    @Test
    void shouldMeasureEveryScenarioAndTheAgreement() {
        Path out = folder.resolve("out");
        Shell shell = Shell.type(
                "bench",
                "score",
                run,
                "--quick",
                "--repeats",
                1,
                "--min-seconds",
                0.05,
                "--min-queries",
                20,
                "--bound-ms",
                5000, // which a busy machine keeps too
                "--batch",
                "4",
                "--out",
                out);
        assertThat(shell.code()).as(shell.err()).isZero();
        JsonNode document = Json.read(out.resolve("bench.json"), JsonNode.class);
        assertThat(document.at("/rows").findValuesAsText("scenario"))
                .containsExactly("single-stream", "multi-stream", "server", "offline");
        for (JsonNode row : document.at("/rows")) {
            assertThat(row.at("/valid").asBoolean()).as(row.toString()).isTrue();
        }
        assertThat(document.at("/agreements/0/flips").asInt()).isZero();
        assertThat(document.at("/settings/loads/server/minQueries").asInt()).isEqualTo(20);
        assertThat(files(out)).hasSize(2 + 4).contains("server-float32-batch-4-memory.hgrm");
        assertThat(shell.out()).contains("of LoadGen", "queries/s", "agreement of");
    }

    @Test
    void shouldReadFilesWithinAQuery() {
        JsonNode document = json(
                "bench",
                "score",
                run,
                "--quick",
                "--repeats",
                1,
                "--min-seconds",
                0.05,
                "--scenario",
                "single-stream,offline",
                "--batch",
                4,
                "--min-queries",
                8,
                "--data",
                data);
        assertThat(document.at("/rows/0/name").asText()).isEqualTo("single-stream, float32, batch 1, files");
        assertThat(document.at("/agreements/0/pictures").asInt()).isGreaterThanOrEqualTo(TinyStudy.SCANS);
    }

    @Test
    void shouldRefuseARunThatIsTooShort() {
        Shell shell = Shell.type(
                "bench",
                "score",
                run,
                "--quick",
                "--scenario",
                "single-stream",
                "--min-seconds",
                5,
                "--max-seconds",
                0.05);
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.out()).contains("single-stream, float32, batch 1, memory: INVALID, too short:");
        assertThat(shell.out()).doesNotContain("times in ms", "of LoadGen");
    }

    @Test
    void shouldMeasureTheCostCurve() {
        JsonNode document =
                json("bench", "curve", data, "--run", run, "--images", "20,40,60", "--batches", "2,4", "--quick");
        assertThat(document.at("/curve/byPictures").findValuesAsText("pictures"))
                .containsExactly("20", "40", "60");
        assertThat(document.at("/curve/byBatch").findValuesAsText("batch")).containsExactly("2", "4");
        assertThat(document.at("/curve/byPictures/2/peakBytes").asDouble()).isPositive();
    }

    @Test
    void shouldFindTheProcessorInAgreementWithItselfAndKeras() throws IOException {
        JsonNode document = json("bench", "agree", data, "--device", "cpu", "--size", 32, "--steps", 2, "--batch", 4);
        assertThat(document.at("/passed").asBoolean())
                .as(document.toPrettyString())
                .isTrue();
        assertThat(document.at("/checks").findValuesAsText("what"))
                .contains(
                        "small CNN, losses of training",
                        "CNN, losses of training",
                        "EfficientNetB0, losses of training",
                        "EfficientNetB0, features",
                        "EfficientNetB0, probabilities",
                        "EfficientNetB0, probabilities of the files");
        assertThat(document.at("/checks").findValuesAsText("reference")).contains("cpu float32");
        assertThat(StreamSupport.stream(document.at("/checks").spliterator(), false)
                        .filter(check -> check.at("/reference").asText().equals("Keras"))
                        .map(check -> check.at("/what").asText()))
                .containsExactlyInAnyOrder(
                        "small CNN, losses of training",
                        "small CNN, probabilities after it",
                        "EfficientNetB0, features");
        Path list =
                Files.writeString(folder.resolve("a.csv"), "rank,path,probability,flag\n1,\"x,y\",0.9,1\n2,z,0.2,0\n");
        Path other =
                Files.writeString(folder.resolve("b.csv"), "rank,path,probability,flag\n1,\"x,y\",0.7,1\n2,z,0.2,0\n");
        assertThat(Shell.type("bench", "agree", "--worklists", list + "," + list)
                        .code())
                .isZero();
        Shell apart = Shell.type("bench", "agree", "--worklists", list + "," + other);
        assertThat(apart.code()).isEqualTo(1);
        assertThat(apart.out()).containsPattern("probabilities of the worklists .* 2.00e-01 .* FAILED");
    }

    @Test
    void shouldPrepareFilesAndAModelToScoreThemWith() {
        Path made = folder.resolve("made");
        JsonNode prepared =
                json("bench", "prepare", "--model", "cnn", "--recipe", recipe, "--count", 40, "--out", made);
        assertThat(prepared.at("/files").asInt()).isGreaterThanOrEqualTo(40);
        Shell shell =
                Shell.type("score", made.resolve("run"), made.resolve("data"), "--out", folder.resolve("worklist.csv"));
        assertThat(shell.code()).as(shell.err()).isZero();
        refused(2, "holds data or run already", "bench", "prepare", "--model", "cnn", "--out", made);
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() {
        refused(2, "name what to measure", "bench");
        refused(2, "name what scores: a RUN, or --model NAME", "bench", "score", "--quick");
        refused(2, "--scenario is 'batch'", "bench", "score", run, "--scenario", "batch");
        refused(
                2,
                "--precision is 'int8'; it must be float32, bfloat16 or float16",
                "bench",
                "score",
                run,
                "--precision",
                "int8");
        refused(2, "--batch is 0 pictures", "bench", "train", "--model", "cnn", "--batch", "0");
        refused(2, "--bound-ms is -1.0", "bench", "score", run, "--bound-ms", "-1");
        refused(2, "--size goes with --model", "bench", "score", run, "--size", "96");
        refused(2, "--workers is 0 threads", "bench", "pipeline", data, "--workers", "0");
        refused(2, "is solved, not trained by steps", "bench", "train", "--model", "logistic");
        refused(2, "--block-seconds is 0.0", "bench", "pipeline", data, "--block-seconds", "0");
        refused(2, "--steps is 0", "bench", "agree", "--steps", "0");
        refused(2, "--worklists names 1 files", "bench", "agree", "--worklists", "a.csv");
        refused(2, "leave --data away", "bench", "train", "--model", "cnn", "--data", data, "--resident", "on");
        refused(2, "--repeats is 0 blocks", "bench", "pipeline", data, "--repeats", "0");
        refused(2, "named twice", "bench", "compare", run, run);
        refused(1, "gone", "bench", "pipeline", folder.resolve("gone"));
        refused(1, "gone", "bench", "compare", folder.resolve("gone"), folder.resolve("gone2"));
        refused(
                2,
                "more than the " + TinyStudy.SCANS,
                "bench",
                "train",
                "--model",
                "cnn",
                "--recipe",
                recipe,
                "--batch",
                "64",
                "--data",
                data,
                "--quick");
    }
}
