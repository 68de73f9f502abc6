package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.artefact.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettingsGroupTest {
    @Test
    void shouldPutPlainMembersFirst() {
        var groups = SettingsGroup.of(Json.tree(MadeUpContent.settings()), "run");
        assertThat(groups).extracting(SettingsGroup::title).containsExactly("run", "training", "data", "device");
        assertThat(groups.get(0).rows().get(0)).isEqualTo(new SettingsGroup.Row("schema", "1"));
    }

    @Test
    void shouldCutLongListsAndSayHowLongTheyAre() {
        var numbers = IntStream.range(0, 100).boxed().toList();
        var groups = SettingsGroup.of(Json.tree(Map.of("scans", numbers)), "run");
        assertThat(groups.get(0).rows().get(0).value())
                .isEqualTo("0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … (100 in all)");
    }

    @Test
    void shouldHaveNoGroupsForAnEmptyDocument() {
        assertThat(SettingsGroup.of(Json.tree(Map.of()), "run")).isEqualTo(List.of());
    }
}
