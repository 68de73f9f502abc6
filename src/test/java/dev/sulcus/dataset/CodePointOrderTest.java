package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodePointOrderTest {
    @Test
    void shouldSortAsUtf8BytesSort() {
        List<String> names =
                List.of("", "a", "A", "a.b", "a/b", "é", "Y1", "Y10", "Y2", "\uFF5E", "\uD83E\uDDE0", "\uD83E\uDDE1");
        assertThat(names.stream().sorted(CodePointOrder::compare)).containsExactlyElementsOf(sortedByBytes(names));
    }

    @Test
    void shouldPutPicturesAboveTheBasicPlaneLast() {
        assertThat(Stream.of("\uD83E\uDDE0", "\uFF5E").sorted(CodePointOrder::compare))
                .containsExactly("\uFF5E", "\uD83E\uDDE0");
    }

    private static List<String> sortedByBytes(List<String> names) {
        return names.stream()
                .sorted((a, b) ->
                        Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
