package dev.sulcus.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.dataset.UnreadableScan;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorklistCsvTest {
    @TempDir
    Path folder;

    @Test
    void shouldWriteRankPathProbabilityAndFlag() throws IOException {
        WorklistCsv.write(target(), result(List.of(row("b.png", 0.75f), row("a.png", 0.25f)), List.of()));
        assertThat(Files.readString(target()))
                .isEqualTo("rank,path,probability,flag\n1,b.png,0.75,1\n2,a.png,0.25,0\n");
        assertThat(WorklistCsv.quarantine(target())).doesNotExist();
    }

    @Test
    void shouldAddTheSpreadOfAnEnsemble() throws IOException {
        WorklistCsv.write(target(), result(List.of(new WorklistRow("b.png", 0.75f, true, 0.5f)), List.of()));
        assertThat(Files.readString(target())).isEqualTo("rank,path,probability,flag,spread\n1,b.png,0.75,1,0.5\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b.png", "a\"b\".png", "two\nlines.png", "größe 脳.png", " spaced .png", "", "#x", "\r"})
    void shouldReadBackAnyPath(String path) throws IOException {
        WorklistCsv.write(
                target(), result(List.of(row(path, 1e-7f)), List.of(new UnreadableScan(path, "why, \"so\"\nhere"))));
        List<CSVRecord> rows = read(target());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).get(1)).isEqualTo(path);
        assertThat(Float.parseFloat(rows.get(1).get(2))).isEqualTo(1e-7f);
        CSVRecord quarantined = read(WorklistCsv.quarantine(target())).get(1);
        assertThat(quarantined.toList()).containsExactly(path, "why, \"so\"\nhere");
    }

    @Test
    void shouldNameTheQuarantineAfterTheWorklist() {
        assertThat(WorklistCsv.quarantine(Path.of("x/today.csv"))).isEqualTo(Path.of("x/today.csv.quarantine.csv"));
    }

    @Test
    void shouldRemoveAnOlderQuarantineWhenAllIsWell() {
        WorklistCsv.write(target(), result(List.of(row("a", 1)), List.of(new UnreadableScan("b", "gone"))));
        assertThat(WorklistCsv.quarantine(target())).exists();
        WorklistCsv.write(target(), result(List.of(row("a", 1)), List.of()));
        assertThat(WorklistCsv.quarantine(target())).doesNotExist();
    }

    @Test
    void shouldLeaveAnOlderWorklistWhenNothingWasScored() {
        WorklistCsv.write(target(), result(List.of(row("a", 1)), List.of()));
        WorklistCsv.write(target(), result(List.of(), List.of(new UnreadableScan("a", "gone"))));
        assertThat(target()).content().contains("a,1");
        assertThat(WorklistCsv.quarantine(target())).exists();
    }

    @Test
    void shouldLeaveNoTemporaryAndMakeTheFolder() throws IOException {
        Path target = folder.resolve("new/today.csv");
        WorklistCsv.write(target, result(List.of(row("a", 1)), List.of()));
        try (var files = Files.list(target.resolveSibling("."))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void shouldNameAWorklistThatCannotBeWritten() throws IOException {
        Files.createDirectories(target().resolve("full"));
        assertThatThrownBy(() -> WorklistCsv.write(target(), result(List.of(row("a", 1)), List.of())))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(target().toString());
    }

    private Path target() {
        return folder.resolve("worklist.csv");
    }

    private static WorklistRow row(String path, float probability) {
        return new WorklistRow(path, probability, probability >= 0.5);
    }

    private static ScoringResult result(List<WorklistRow> rows, List<UnreadableScan> quarantined) {
        return new ScoringResult(rows, quarantined, 0.5, 1, "fused float32", null, null);
    }

    private static List<CSVRecord> read(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file)) {
            return CSVFormat.RFC4180.parse(reader).getRecords();
        }
    }
}
