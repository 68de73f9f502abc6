package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.Installation;
import dev.sulcus.support.HeardNarrator;
import dev.sulcus.training.EpochRecord;
import org.junit.jupiter.api.Test;

class TrainingNewsTest {
    @Test
    void shouldMarkTheBestEpochOnlyWhereItsWeightsAreKept() {
        assertThat(line("cnn")).endsWith("best");
        assertThat(line("efficientnet-b0")).startsWith("epoch").doesNotContain("best");
    }

    private static String line(String model) {
        var heard = new HeardNarrator();
        try (var news = TrainingNews.of(heard, Recipe.load(Installation.models(), model, null))) {
            news.epoch(new EpochRecord(3, 0.5, 0.7, 0.6, 0.6, 0.7, 1e-3, 2, 100), true);
        }
        return heard.lines().get(0);
    }
}
