package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {
    private static final long TEN_SECONDS = 10_000_000_000L;

    @Test
    void shouldSayHowFarItIsAndHowLongItTakes() {
        assertThat(new ProgressLine("scoring", 250, 1000, "", TEN_SECONDS).fit(80))
                .startsWith("scoring 25 % [=======  ")
                .endsWith("]  250/1000  0:30 left");
    }

    @Test
    void shouldCountHoursWhenMinutesDoNotDo() {
        assertThat(new ProgressLine("scoring", 1, 1000, "", TEN_SECONDS).fit(80))
                .endsWith("2:46:30 left");
    }

    @Test
    void shouldKeepTheDetailRatherThanTheBar() {
        String detail = "epoch 3/40  loss 0.5974  accuracy 0.625  40 img/s";
        assertThat(new ProgressLine("training", 13, 200, detail, TEN_SECONDS).fit(80))
                .contains(detail)
                .doesNotContain("[")
                .endsWith("left");
    }

    @Test
    void shouldLeaveWholeFieldsAwayRatherThanCutOne() {
        String detail = "epoch 3/40  loss 0.5974  accuracy 0.625  40 img/s";
        assertThat(new ProgressLine("training", 13, 200, detail, TEN_SECONDS).fit(55))
                .isEqualTo("training 6 %  epoch 3/40  loss 0.5974  2:24 left");
    }

    @Test
    void shouldNeverBeWiderThanTheTerminal() {
        var random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            int columns = random.nextInt(200);
            long total = random.nextInt(300_000);
            var line = new ProgressLine(
                    "training",
                    random.nextInt(300_000),
                    total,
                    "x".repeat(random.nextInt(150)),
                    random.nextLong(1L << 50));
            assertThat(line.fit(columns).length()).isLessThanOrEqualTo(columns);
        }
    }

    @Test
    void shouldBeFullWhenThereIsNothingToDo() {
        assertThat(new ProgressLine("reading", 0, 0, "", 0).fit(80)).startsWith("reading 100 %");
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "' 96', 96", "0, 80", "wide, 80", ", 80"})
    void shouldTakeTheUsualWidthWhenTheTerminalSaysNone(String said, int columns) {
        assertThat(TerminalNarrator.columns(said)).isEqualTo(columns);
    }
}
