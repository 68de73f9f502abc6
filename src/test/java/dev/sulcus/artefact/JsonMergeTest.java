package dev.sulcus.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMergeTest {
    private static final Outer BASE = new Outer(List.of(32, 64), new Inner(3, 0.5, true));

    @TempDir
    Path folder;

    record Inner(int epochs, double rate, boolean flip) {}

    record Outer(List<Integer> filters, Inner inner) {}

    @Test
    void shouldReplaceAListAsAWhole() throws IOException {
        assertThat(merged("{\"filters\": [8]}").filters()).containsExactly(8);
    }

    @Test
    void shouldKeepTheMembersThatAreNotNamed() throws IOException {
        assertThat(merged("{\"inner\": {\"epochs\": 9}}"))
                .isEqualTo(new Outer(List.of(32, 64), new Inner(9, 0.5, true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"inner\": {\"epochs\": 3.7}}    | inner.epochs does not fit: it must be a whole number",
                "{\"inner\": {\"epochs\": \"3\"}}  | inner.epochs does not fit: it must be a whole number",
                "{\"inner\": {\"rate\": \"fast\"}} | inner.rate does not fit: it must be a number",
                "{\"inner\": {\"flip\": 1}}        | inner.flip does not fit: it must be true or false",
                "{\"inner\": {\"epoch\": 1}}       | unknown member inner.epoch; known here: epochs, flip, rate",
                "{\"filters\": 3}                  | filters does not fit: it must be a list",
                "[1]                               | settings must be an object",
            })
    void shouldNameTheMemberThatDoesNotFit(String changes, String message) {
        assertThatThrownBy(() -> merged(changes))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("dev.sulcus");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                     | the file holds nothing",
                "null                   | holds nothing",
                "{\"filters\": [1],     | not valid JSON: Unexpected end-of-input",
                "{} {}                  | ",
                "{\"filters\": [], \"filters\": []} | Duplicate field 'filters'",
            })
    void shouldRefuseADocumentThatIsNotOne(String text, String message) {
        assertThatThrownBy(() -> read(text, Outer.class))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("some.json")
                .hasMessageContaining(message == null ? "" : message);
    }

    private Outer merged(String changes) throws IOException {
        return Json.merge(BASE, read(changes, JsonNode.class), Outer.class);
    }

    private <T> T read(String text, Class<T> type) throws IOException {
        return Json.read(Files.writeString(folder.resolve("some.json"), text), type);
    }
}
