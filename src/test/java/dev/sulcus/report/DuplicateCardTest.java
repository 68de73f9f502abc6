package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.dataset.DuplicateSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuplicateCardTest {
    @Test
    void shouldSayWhatIsByteIdentical() {
        assertThat(card(List.of("a", "b"), List.of(List.of("a", "b")), List.of("a", "b"))
                        .kind())
                .isEqualTo("2 files, byte for byte the same");
    }

    @Test
    void shouldCountContentsWhereOnlySomeAreByteIdentical() {
        assertThat(card(List.of("a", "b", "c"), List.of(List.of("a", "b")), List.of("a", "b", "c"))
                        .kind())
                .isEqualTo("3 files, 2 different contents");
    }

    @Test
    void shouldSayHowManyOfALargeGroupAreShown() {
        DuplicateCard card = card(List.of("a", "b", "c"), List.of(), List.of("a", "b"));
        assertThat(card.kind()).isEqualTo("3 files; 2 shown");
        assertThat(card.pictures()).extracting(DuplicateCard.Picture::path).containsExactly("a", "b");
    }

    @Test
    void shouldMarkAGroupWithBothLabels() {
        List<String> group = List.of("no/a", "yes/b");
        var duplicates = new DuplicateSummary(1, 0, List.of(), List.of(group), List.of(group));
        DuplicateCard card =
                DuplicateCard.of(duplicates, List.of(example(group))).get(0);
        assertThat(card.grave()).isTrue();
        assertThat(card.kind()).startsWith("Both labels");
    }

    private static DuplicateCard card(List<String> group, List<List<String>> copies, List<String> shown) {
        var duplicates = new DuplicateSummary(1, 0, copies, List.of(List.of("x", "y"), group), List.of());
        return DuplicateCard.of(duplicates, List.of(example(shown))).get(0);
    }

    private static DuplicateExample example(List<String> paths) {
        return new DuplicateExample(
                paths, paths.stream().map(path -> new byte[] {1}).toList());
    }
}
