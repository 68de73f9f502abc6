package dev.sulcus.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {
    private static final Outer OUTER = new Outer("a", new Inner(3, 0.1), List.of(1, 2, 3));

    @TempDir
    Path folder;

    /** Figures, some of which are not numbers. */
    record Figures(double plain, Double boxed, double[] many) {}

    record Inner(int count, double rate) {
        Inner {
            if (count < 1) {
                throw Fault.usage("count is " + count + "; it must be 1 or more");
            }
        }
    }

    record Outer(String name, Inner inner, List<Integer> filters) {}

    @Test
    void shouldWriteNullForWhatIsUndefinedOrInfinite() {
        double nan = Double.NaN;
        double infinite = Double.POSITIVE_INFINITY;
        var figures = new Figures(nan, -infinite, new double[] {1.5, nan, infinite});
        assertThat(Json.compact(figures)).isEqualTo("{\"plain\":null,\"boxed\":null,\"many\":[1.5,null,null]}");
    }

    @Test
    void shouldReadNullAsNan() throws IOException {
        Figures read = Json.read(file("{\"plain\":null,\"boxed\":null,\"many\":[1.5,null]}"), Figures.class);
        assertThat(read.plain()).isNaN();
        assertThat(read.boxed()).as("a boxed null means: not given").isNull();
        assertThat(read.many()).containsExactly(1.5, Double.NaN);
    }

    @Test
    void shouldReadBackTheVerySameNumbers() {
        double[] values = {0.1, 1e-300, Math.PI, -0.0, 5e-324, 1.0 / 3, Double.MAX_VALUE};
        Json.write(folder.resolve("f.json"), new Figures(Math.E, 2.0, values));
        Figures read = Json.read(folder.resolve("f.json"), Figures.class);
        assertThat(read.many()).containsExactly(values);
        assertThat(read.plain()).isEqualTo(Math.E);
    }

    @Test
    void shouldIndentByTwoAndEndWithALineFeed() {
        assertThat(Json.pretty(new Inner(3, 0.5))).isEqualTo("{\n  \"count\" : 3,\n  \"rate\" : 0.5\n}\n");
    }

    @Test
    void shouldNameFileAndLineOfAnUnknownMember() throws IOException {
        Path file = file("{\n  \"count\": 3,\n  \"raet\": 1\n}\n");
        assertThatThrownBy(() -> Json.read(file, Inner.class))
                .isInstanceOf(Fault.class)
                .hasMessageContainingAll(file.toString(), "raet", "line 3")
                .satisfies(JsonTest::isOneLineOfKindData);
    }

    @Test
    void shouldNameFileAndLineOfBrokenText() throws IOException {
        Path file = file("{\n  \"count\": 3,\n  oops\n}\n");
        assertThatThrownBy(() -> Json.read(file, Inner.class))
                .hasMessageContainingAll(file.toString(), "line 3")
                .satisfies(JsonTest::isOneLineOfKindData);
    }

    @Test
    void shouldSayInTheRecordsOwnWordsWhatIsOutOfRange() throws IOException {
        Path file = file("{\"count\": 0}");
        assertThatThrownBy(() -> Json.read(file, Inner.class))
                .hasMessageStartingWith(file + ": count is 0; it must be 1 or more")
                .satisfies(JsonTest::isOneLineOfKindData);
    }

    @Test
    void shouldNameAFileThatIsMissingOrEmpty() throws IOException {
        assertThatThrownBy(() -> Json.read(folder.resolve("gone.json"), Inner.class))
                .hasMessageContainingAll("cannot read", "gone.json")
                .satisfies(JsonTest::isOneLineOfKindData);
        Path empty = file("");
        assertThatThrownBy(() -> Json.read(empty, Inner.class))
                .hasMessageContaining(empty.toString())
                .satisfies(JsonTest::isOneLineOfKindData);
    }

    @Test
    void shouldReplaceOnlyTheMembersThatAMergeNames() throws IOException {
        Outer merged = Json.merge(OUTER, tree("{\"inner\":{\"rate\":0.7}}"), Outer.class);
        assertThat(merged).isEqualTo(new Outer("a", new Inner(3, 0.7), List.of(1, 2, 3)));
    }

    @Test
    void shouldReplaceAListInAMergeRatherThanAppend() throws IOException {
        assertThat(Json.merge(OUTER, tree("{\"filters\":[8]}"), Outer.class).filters())
                .containsExactly(8);
    }

    @Test
    void shouldLeaveTheBaseOfAMergeAsItIs() throws IOException {
        JsonNode before = Json.tree(OUTER);
        Json.merge(OUTER, tree("{\"name\":\"b\"}"), Outer.class);
        assertThat(Json.tree(OUTER)).isEqualTo(before);
    }

    @Test
    void shouldRefuseAMergeThatDoesNotFit() {
        assertThatThrownBy(() -> Json.merge(OUTER, tree("{\"inner\":{\"raet\":1}}"), Outer.class))
                .hasMessageContaining("raet")
                .extracting(e -> ((Fault) e).kind())
                .isEqualTo(FaultKind.USAGE);
        assertThatThrownBy(() -> Json.merge(OUTER, tree("{\"inner\":{\"count\":-4}}"), Outer.class))
                .hasMessage("settings do not fit: count is -4; it must be 1 or more");
    }

    private JsonNode tree(String text) throws IOException {
        return Json.read(file(text), JsonNode.class);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("x.json"), text);
    }

    private static void isOneLineOfKindData(Throwable e) {
        assertThat(((Fault) e).kind()).isEqualTo(FaultKind.DATA);
        assertThat(e.getMessage().lines()).hasSize(1);
    }
}
