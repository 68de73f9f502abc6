package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sulcus.phantom.PhantomConfig;
import dev.sulcus.phantom.PhantomSet;
import dev.sulcus.phantom.PhantomSetConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heat maps of a small network that has learnt on made-up slices, where the lesion's place is known. */
@Tag("native")
class ExplainTest {
    private static final String RECIPE = """
            {
              "pixels": {"height": 64, "width": 64},
              "network": {"filters": [8, 16, 32], "denseUnits": 32},
              "training": {"epochs": 12, "batchSize": 16, "adam": {"learningRate": 0.003}}
            }
            """;
    private static final PhantomConfig EASY = new PhantomConfig(96, 96, 0.1, 0.18, 2, 0.5);

    @TempDir
    static Path shared;

    private static Path run;
    private static Path unseen;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws IOException {
        Path data = shared.resolve("data");
        PhantomSet.write(data, new PhantomSetConfig(180, 3, 0.5, 0, EASY));
        Files.delete(data.resolve(PhantomSet.TRUTH));
        Path recipe = Files.writeString(shared.resolve("recipe.json"), RECIPE);
        run = shared.resolve("run");
        assertThat(Shell.type("train", data, "--positive", "yes", "--recipe", recipe, "--out", run)
                        .code())
                .isZero();
        unseen = shared.resolve("unseen");
        PhantomSet.write(unseen, new PhantomSetConfig(60, 4, 0.5, 0, EASY));
    }

    @Test
    void shouldPointAtTheLesionFarMoreOftenThanChanceWould() throws IOException {
        JsonNode peaks =
                explain(unseen, "--truth", unseen.resolve(PhantomSet.TRUTH)).get("peaks");
        assertThat(peaks.get("lesions").asInt()).isEqualTo(30);
        assertThat(peaks.get("inBox").asDouble())
                .isGreaterThan(5 * peaks.get("boxShare").asDouble());
        assertThat(peaks.get("inBox").asDouble())
                .isGreaterThan(2 * peaks.get("elsewhereInBox").asDouble());
    }

    @Test
    void shouldLeaveAPictureForEachScanAndAPage() throws IOException {
        JsonNode scans = explain(unseen.resolve("yes")).get("scans");
        assertThat(scans).hasSize(30);
        for (JsonNode scan : scans) {
            assertThat(folder.resolve("maps").resolve(scan.get("picture").asText()))
                    .isNotEmptyFile();
        }
        assertThat(folder.resolve("maps/explain.html"))
                .content()
                .contains("Most urgent first", "phantom-0001", "30 explained");
    }

    @Test
    void shouldSayWhatScoreSays() throws IOException {
        Path worklist = folder.resolve("worklist.csv");
        Shell.type("score", run, unseen.resolve("yes"), "--out", worklist);
        List<String> lines = Files.readAllLines(worklist);
        for (JsonNode scan : explain(unseen.resolve("yes")).get("scans")) {
            String line = lines.stream()
                    .filter(row -> row.contains(scan.get("path").asText()))
                    .findFirst()
                    .orElseThrow();
            assertThat(Double.parseDouble(line.split(",")[2]))
                    .isCloseTo(scan.get("probability").asDouble(), within(1e-5));
        }
    }

    @Test
    void shouldPrintProbabilityAndPlace() {
        Path scan = unseen.resolve("yes").resolve(first(unseen.resolve("yes")));
        Shell shell = Shell.type("explain", run, scan, "--out", folder.resolve("maps"));
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).containsPattern("\\d\\.\\d{3}  (peak at -?\\d+, -?\\d+ of \\d+×\\d+|nothing speaks)");
    }

    @Test
    void shouldNumberPicturesOfFilesWithOneName() throws IOException {
        Path scan = unseen.resolve("yes").resolve(first(unseen.resolve("yes")));
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.copy(scan, other.resolve(scan.getFileName()));
        JsonNode scans = explain(scan, other).get("scans");
        assertThat(scans.get(0).get("picture")).isNotEqualTo(scans.get(1).get("picture"));
    }

    @Test
    void shouldNameWhatItCannotReadAndGoOn() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        JsonNode document = explain(broken, unseen.resolve("no"), folder.resolve("gone.png"));
        assertThat(document.get("scans")).hasSize(30);
        assertThat(document.get("unreadable")).hasSize(2);
    }

    @Test
    void shouldFailWhereNothingCanBeExplained() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        Shell shell = Shell.type("explain", run, broken, "--out", folder.resolve("maps"));
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err()).contains("nothing could be explained", "broken.png");
    }

    private JsonNode explain(Object... words) throws IOException {
        Object[] line = new Object[words.length + 5];
        line[0] = "explain";
        line[1] = run;
        System.arraycopy(words, 0, line, 2, words.length);
        line[words.length + 2] = "--out";
        line[words.length + 3] = folder.resolve("maps");
        line[words.length + 4] = "--json";
        Shell shell = Shell.type(line);
        assertThat(shell.code()).as(shell.err()).isZero();
        return new ObjectMapper().readTree(shell.out());
    }

    private static String first(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
