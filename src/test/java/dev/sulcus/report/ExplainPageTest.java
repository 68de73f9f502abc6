package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.dataset.UnreadableScan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainPageTest {
    private static final String HOSTILE = "yes/<script>alert(1)</script>\" onerror=\"x.jpg";

    @TempDir
    Path folder;

    @Test
    void shouldShowTheMostUrgentFirst() {
        String words = page(List.of(scan("a.jpg", 0.2), scan("b.jpg", 0.9), scan("c.jpg", 0.6)), List.of())
                .words();
        assertThat(words).contains("3 explained, 2 reach the threshold of 0.5");
        assertThat(words.indexOf("b.jpg")).isLessThan(words.indexOf("c.jpg"));
        assertThat(words.indexOf("c.jpg")).isLessThan(words.indexOf("a.jpg"));
        assertThat(words).contains("0.900 probability, flagged; peak at 13, 20 of 100×80");
    }

    @Test
    void shouldSayWhereNothingSpeaksForATumour() {
        var blank = new ExplainedScan("a.jpg", 0.1, false, 100, 80, Double.NaN, Double.NaN, "a-cam.png");
        assertThat(page(List.of(blank), List.of()).words()).contains("nothing speaks for a tumour");
    }

    @Test
    void shouldShowTheFirstTwoHundredAndSaySo() {
        var many = new ArrayList<ExplainedScan>();
        for (int i = 0; i < 203; i++) {
            many.add(scan("scan" + i + ".jpg", i / 203.0));
        }
        PageText page = page(many, List.of());
        assertThat(page.words())
                .contains("The first 200 of 203; the folder holds all.")
                .doesNotContain("scan2.jpg");
    }

    @Test
    void shouldNameWhatCouldNotBeUsed() {
        assertThat(page(List.of(scan("a.jpg", 0.2)), List.of(new UnreadableScan("b.jpg", "empty")))
                        .words())
                .contains("Could not be used: 1", "b.jpg empty");
    }

    @Test
    void shouldEscapeNames() {
        PageText page = page(List.of(scan(HOSTILE, 0.7)), List.of(new UnreadableScan(HOSTILE, HOSTILE)));
        assertThat(page.withoutScripts()).doesNotContain("<script>alert", "\" onerror");
    }

    private PageText page(List<ExplainedScan> scans, List<UnreadableScan> unreadable) {
        Path target = folder.resolve("explain.html");
        ExplainPage.write(target, "cnn, run", scans, unreadable, scan -> MadeUpContent.jpeg(1), 0.5);
        return PageText.read(target);
    }

    private static ExplainedScan scan(String path, double probability) {
        return new ExplainedScan(path, probability, probability >= 0.5, 100, 80, 12.6, 20.2, "x-cam.png");
    }
}
