package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.device.Installation;
import org.junit.jupiter.api.Test;

class ChoiceWordsTest {
    @Test
    void shouldSayByTheRecipeWhetherScansChoseTheEpoch() {
        assertThat(ChoiceWords.epoch(recipe("cnn"), true))
                .isEqualTo("The epoch with the best val_loss on tuning scans of the training folds was kept");
        assertThat(ChoiceWords.epoch(recipe("cnn"), false)).contains("the very scans that judge it");
        assertThat(ChoiceWords.epoch(recipe("efficientnet-b0"), true))
                .isEqualTo("The last epoch’s weights are kept, of 14 at most: no scan chose the epoch");
        assertThat(ChoiceWords.epoch(recipe("logistic"), true)).contains("no epoch was chosen");
    }

    private static Recipe recipe(String model) {
        return Recipe.load(Installation.models(), model, null);
    }
}
