package dev.sulcus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionsCsvTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("predictions.csv");
    }

    @Test
    void shouldWriteAHeaderAndOneLinePerScan() {
        PredictionsCsv.write(file, List.of(new Prediction("no/1.jpg", 0, 0.25, 0)));
        assertThat(file).hasContent("path,label,probability,predicted\nno/1.jpg,0,0.25,0\n");
    }

    @Test
    void shouldReadBackWhateverPathsHold() {
        List<Prediction> predictions = Stream.of(
                        "no/a, b.jpg", "no/\"c\".jpg", "no/é\n.jpg", " no/ d", "#e", "no/\r.png")
                .map(path -> new Prediction(path, 1, 0.5, 0))
                .toList();
        PredictionsCsv.write(file, predictions);
        assertThat(PredictionsCsv.read(file)).isEqualTo(predictions);
    }

    @Test
    void shouldReadBackTheSameBits() {
        List<Prediction> predictions = new SplittableRandom(4)
                .doubles(500)
                .mapToObj(p -> new Prediction("a", 0, p * p * p * 1e-6, 0))
                .toList();
        PredictionsCsv.write(file, predictions);
        assertThat(PredictionsCsv.read(file)).isEqualTo(predictions);
    }

    @Test
    void shouldReadBackNoPredictions() {
        PredictionsCsv.write(file, List.of());
        assertThat(PredictionsCsv.read(file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'no/1.jpg,2,0.5,0', '''2'' is not 0 or 1'",
        "'no/1.jpg,0,0.5,yes', '''yes'' is not 0 or 1'",
        "'no/1.jpg,0,1.5,1', '''1.5'' is not a probability'",
        "'no/1.jpg,0,much,1', '''much'' is not a probability'",
        "'no/1.jpg,0,NaN,1', '''NaN'' is not a probability'",
        "'no/1.jpg,0,0.5', '3 cells, not 4'"
    })
    void shouldNameTheLineThatIsWrong(String line, String problem) throws IOException {
        Files.writeString(file, "path,label,probability,predicted\nno/0.jpg,0,0.5,1\n" + line + "\n");
        assertFault("predictions.csv line 3: " + problem);
    }

    @Test
    void shouldRefuseAnotherHeader() throws IOException {
        Files.writeString(file, "rank,path\n1,a\n");
        assertFault("line 1: the header is not path,label,probability,predicted");
    }

    @Test
    void shouldRefuseAnEmptyFile() throws IOException {
        Files.writeString(file, "");
        assertFault("it is empty");
    }

    @Test
    void shouldRefuseAnOpenQuote() throws IOException {
        Files.writeString(file, "path,label,probability,predicted\n\"no/0.jpg,0,0.5,1\n");
        assertFault("cannot read ");
    }

    @Test
    void shouldNameAMissingFile() {
        assertFault("cannot read " + file);
    }

    @Test
    void shouldWriteFoldAndGroupOfACrossValidation() {
        PredictionsCsv.writeFolds(file, List.of(new FoldPrediction("no/1.jpg", 0, 0.25, 1, 3, 17)));
        assertThat(file).hasContent("path,label,probability,predicted,fold,group\nno/1.jpg,0,0.25,1,3,17\n");
    }

    @Test
    void shouldReadBackFoldsAndGroups() {
        List<FoldPrediction> predictions = new SplittableRandom(4)
                .doubles(100)
                .mapToObj(p -> new FoldPrediction("a, " + p, 1, p, 0, 1 + (int) (5 * p), (int) (40 * p)))
                .toList();
        PredictionsCsv.writeFolds(file, predictions);
        assertThat(PredictionsCsv.readFolds(file)).isEqualTo(predictions);
    }

    @ParameterizedTest
    @CsvSource({
        "'no/1.jpg,0,0.5,1,0,3', '''0'' is not a whole number from 1 on'",
        "'no/1.jpg,0,0.5,1,1,x', '''x'' is not a whole number from 0 on'",
        "'no/1.jpg,0,0.5,1,1', '5 cells, not 6'"
    })
    void shouldNameTheFoldLineThatIsWrong(String line, String problem) throws IOException {
        Files.writeString(file, "path,label,probability,predicted,fold,group\n" + line + "\n");
        assertThatThrownBy(() -> PredictionsCsv.readFolds(file))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("predictions.csv line 2: " + problem);
    }

    @Test
    void shouldNotTakePlainPredictionsForThoseOfFolds() {
        PredictionsCsv.write(file, List.of());
        assertThatThrownBy(() -> PredictionsCsv.readFolds(file))
                .hasMessageContaining("the header is not path,label,probability,predicted,fold,group");
    }

    private void assertFault(String message) {
        assertThatThrownBy(() -> PredictionsCsv.read(file))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(message)
                .extracting(fault -> ((Fault) fault).kind())
                .isEqualTo(FaultKind.DATA);
    }
}
