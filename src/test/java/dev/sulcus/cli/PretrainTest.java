package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.device.Installation;
import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.phantom.PhantomConfig;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.phantom.PhantomSetConfig;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.QuietNarrator;
import dev.sulcus.training.HistoryCsv;
import dev.sulcus.weights.WeightFile;
import dev.sulcus.weights.WeightSet;
import dev.sulcus.workflow.DataConfig;
import dev.sulcus.workflow.PretrainConfig;
import dev.sulcus.workflow.PretrainRecipe;
import dev.sulcus.workflow.PretrainWork;
import dev.sulcus.workflow.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("native")
class PretrainTest {
    private static final String RECIPE = """
            {
              "pixels": {"height": 32, "width": 32},
              "training": {"epochs": 2, "batchSize": 6, "checkpointSeconds": 0},
              "lesions": {"healthy": 2, "painted": 2, "tumours": 2, "stepsPerEpoch": 2},
              "held": 0.25
            }
            """;

    @TempDir
    static Path shared;

    private static Path data;
    private static Path judged;
    private static Path recipe;
    private static Path run;
    private static Shell shell;

    @BeforeAll
    static void pretrain() throws IOException {
        data = shared.resolve("data");
        PhantomSet.write(data, new PhantomSetConfig(24, 5, 0.5, 0, PhantomConfig.ofSide(64)));
        Files.createDirectory(data.resolve("maybe"));
        List<Path> tumours = files(data.resolve("yes"));
        for (Path file : tumours.subList(0, tumours.size() / 2)) {
            Files.move(file, data.resolve("maybe").resolve(file.getFileName()));
        }
        judged = shared.resolve("judged");
        copy(files(data.resolve("no")).get(0), judged.resolve("healthy"));
        copy(tumours.get(tumours.size() - 1), judged.resolve("ill"));
        recipe = Files.writeString(shared.resolve("recipe.json"), RECIPE);
        run = shared.resolve("run");
        shell = Shell.type(
                "pretrain", data, "--negative", "no", "--exclude", judged, "--recipe", recipe, "--out", run, "--json");
    }

    @Test
    void shouldPrintWhatProducedTheWeights() throws IOException {
        assertThat(shell.err()).contains("dropped 2 of 24 scans: 2 near-duplicates");
        assertThat(shell.code()).isZero();
        JsonNode document = Json.parse(Path.of("out"), shell.out(), JsonNode.class);
        assertThat(document).isEqualTo(Json.read(run.resolve("run.json"), JsonNode.class));
        assertThat(document.at("/data/dropped").asInt()).isEqualTo(2);
        assertThat(document.at("/data/kinds")).hasSize(2);
        assertThat(document.at("/data/classes/0/dropped").asInt()).isOne();
        assertThat(document.at("/data/excluded/0/scans").asInt()).isEqualTo(2);
        assertThat(document.at("/kind").asText()).isEqualTo("pretraining");
        assertThat(document.at("/status").asText()).isEqualTo("FINISHED");
    }

    @Test
    void shouldLeaveNoExcludedScanInEitherPart() throws IOException {
        JsonNode split = Json.read(run.resolve("split.json"), JsonNode.class);
        String dropped = "no/" + files(judged.resolve("healthy")).get(0).getFileName();
        assertThat(split.get("training"))
                .hasSizeGreaterThan(split.get("validation").size());
        assertThat(split.get("training").size() + split.get("validation").size())
                .isEqualTo(22);
        assertThat(split.toString()).doesNotContain(dropped);
        assertThat(HistoryCsv.read(run.resolve("history.csv"))).hasSize(2);
    }

    @Test
    void shouldLeaveWeightsThatANetworkWithOneHeadTakes() {
        WeightSet weights = WeightFile.read(
                run.resolve("weights.safetensors"),
                "efficientnet-b0",
                EfficientNetConfig.B0.build(new PixelSpec(224, 224, Resampling.AREA)));
        assertThat(weights.has("predictions/kernel")).isTrue();
        assertThat(weights.has("kinds/kernel")).isFalse();
        assertThat(weights.facts()).containsEntry("model", "efficientnet-b0").containsKeys("trained_on", "excluded");
    }

    @Test
    void shouldEndWithTheSameFilesWhenItWasInterrupted() {
        Path again = shared.resolve("again");
        assertThat(interrupted(again)).isEqualTo(RunSpec.Status.INTERRUPTED);
        assertThat(again.resolve(PretrainWork.WEIGHTS)).doesNotExist();
        assertThat(Shell.type("pretrain", "--resume", again).code()).isZero();
        assertThat(TinyStudy.files(again)).isEqualTo(TinyStudy.files(run));
        assertThat(Shell.type("pretrain", "--resume", again).out()).contains("this run is finished");
    }

    private static RunSpec.Status interrupted(Path out) {
        var resources = CommandLine.populateCommand(new ResourceOptions()).resources();
        var scans = new DataConfig(data, List.of(), List.of("no"), resources.workers(), resources.maxPixels());
        var settings = PretrainRecipe.load(Installation.models(), recipe);
        var done = new AtomicInteger();
        return PretrainWork.start(
                        new PretrainConfig(scans, List.of(judged), out, settings, resources),
                        new QuietNarrator(),
                        () -> done.incrementAndGet() >= 3)
                .status();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void copy(Path file, Path into) throws IOException {
        Files.createDirectories(into);
        Files.copy(file, into.resolve(file.getFileName()));
    }
}
