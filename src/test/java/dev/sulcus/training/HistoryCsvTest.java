package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCsvTest {
    private static final String HEADER =
            "epoch,loss,accuracy,val_loss,val_accuracy,val_auc,learning_rate,seconds,images_per_second,stage"
                    + ",skipped_steps\n";

    @TempDir
    Path folder;

    @Test
    void shouldWriteTheHeaderAndOneLinePerEpoch() throws IOException {
        Path file = folder.resolve("history.csv");
        HistoryCsv.write(file, List.of(new EpochRecord(1, 0.7, 0.5, 0.69, 0.6, 0.625, 1e-3, 2.5, 64.25)));
        assertThat(Files.readString(file)).isEqualTo(HEADER + "1,0.7,0.5,0.69,0.6,0.625,0.001,2.5,64.25,main,0\n");
    }

    @Test
    void shouldWriteNanAsAnEmptyField() throws IOException {
        Path file = folder.resolve("history.csv");
        HistoryCsv.write(file, List.of(new EpochRecord(1, 1, 1, 1, 1, Double.NaN, 1, 1, 1)));
        assertThat(Files.readString(file)).endsWith("1,1.0,1.0,1.0,1.0,,1.0,1.0,1.0,main,0\n");
        assertThat(HistoryCsv.read(file).get(0).valAuc()).isNaN();
    }

    @Test
    void shouldReadBackTheVerySameDoubles() {
        var random = new Random(7);
        List<EpochRecord> history = IntStream.rangeClosed(1, 200)
                .mapToObj(epoch -> anyEpoch(epoch, random))
                .toList();
        Path file = folder.resolve("history.csv");
        HistoryCsv.write(file, history);
        assertThat(HistoryCsv.read(file)).isEqualTo(history);
    }

    @Test
    void shouldKeepInfiniteLosses() {
        var diverged = new EpochRecord(1, Double.POSITIVE_INFINITY, 0, 0, 0, 0, 0, 0, 0);
        Path file = folder.resolve("history.csv");
        HistoryCsv.write(file, List.of(diverged));
        assertThat(HistoryCsv.read(file)).containsExactly(diverged);
    }

    @Test
    void shouldReadWhatOlderVersionsWrote() throws IOException {
        String older = HEADER.replace(",skipped_steps", "") + "1,1,1,1,1,1,1,1,1,head\n";
        Path file = Files.writeString(folder.resolve("older.csv"), older);
        assertThat(HistoryCsv.read(file)).singleElement().satisfies(epoch -> {
            assertThat(epoch.stage()).isEqualTo("head");
            assertThat(epoch.skippedSteps()).isZero();
        });
    }

    @Test
    void shouldKeepTheCountOfSkippedSteps() {
        var skipping = new EpochRecord(1, 1, 1, 1, 1, 1, 1, 1, 1).skipping(3);
        Path file = folder.resolve("history.csv");
        HistoryCsv.write(file, List.of(skipping));
        assertThat(HistoryCsv.read(file)).containsExactly(skipping);
    }

    @Test
    void shouldReadAHistoryWithoutEpochs() {
        Path file = folder.resolve("history.csv");
        HistoryCsv.write(file, List.of());
        assertThat(HistoryCsv.read(file)).isEmpty();
    }

    @Test
    void shouldRefuseAForeignTable() throws IOException {
        Path file = Files.writeString(folder.resolve("other.csv"), "path,label\na,1\n");
        assertThatThrownBy(() -> HistoryCsv.read(file))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("other.csv: not a training history");
    }

    @Test
    void shouldNameTheLineThatIsCutOff() throws IOException {
        Path file = Files.writeString(folder.resolve("cut.csv"), HEADER + "1,1,1,1,1,1,1,1,1,main,0\n2,0.5\n");
        assertThatThrownBy(() -> HistoryCsv.read(file))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("cut.csv: line 3 has 2 fields, not 11");
    }

    @Test
    void shouldNameTheLineThatHoldsNoNumber() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), HEADER + "1,abc,1,1,1,1,1,1,1,main,0\n");
        assertThatThrownBy(() -> HistoryCsv.read(file))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("bad.csv: line 2 holds something that is no number");
    }

    @Test
    void shouldSayWhichFileIsMissing() {
        assertThatThrownBy(() -> HistoryCsv.read(folder.resolve("none.csv")))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("none.csv");
    }

    private static EpochRecord anyEpoch(int epoch, Random random) {
        return new EpochRecord(
                epoch,
                any(random),
                any(random),
                any(random),
                any(random),
                any(random),
                any(random),
                any(random),
                any(random));
    }

    private static double any(Random random) {
        return random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30);
    }
}
