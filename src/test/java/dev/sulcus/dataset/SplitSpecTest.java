package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.artefact.Json;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitSpecTest {
    private static final Dataset DATA = ScanFixtures.dataset(5, 5);
    private static final Split SPLIT = SplitPlanner.grouped(DATA, ScanFixtures.single(), 0.4, 3);

    @Test
    void shouldComeBackFromAFileAsItWas(@TempDir Path folder) {
        Json.write(folder.resolve("split.json"), SplitSpec.from(SPLIT, DATA));
        Split read = Json.read(folder.resolve("split.json"), SplitSpec.class).toSplit(DATA);
        assertThat(read.training()).isEqualTo(SPLIT.training());
        assertThat(read.validation()).isEqualTo(SPLIT.validation());
        assertThat(read.hash(DATA)).isEqualTo(SPLIT.hash(DATA));
    }

    @Test
    void shouldFindItsScansAmongMore() {
        Dataset more = ScanFixtures.dataset(12, 12);
        Split found = SplitSpec.from(SPLIT, DATA).toSplit(more);
        assertThat(ScanFixtures.paths(more, found.validation()))
                .isEqualTo(ScanFixtures.paths(DATA, SPLIT.validation()));
        assertThat(found.training()).hasSameSizeAs(SPLIT.training());
    }

    @Test
    void shouldNameAScanThatIsGone() {
        assertFault(SplitSpec.from(SPLIT, DATA), ScanFixtures.dataset(5, 4), "data lacks yes/4.jpg of the saved split");
        assertFault(SplitSpec.from(SPLIT, DATA), ScanFixtures.dataset(1, 1), " more scans of the saved split");
    }

    @Test
    void shouldNoticeAnEditedFile() {
        SplitSpec good = SplitSpec.from(SPLIT, DATA);
        var edited = new SplitSpec(1, good.rule(), 99, good.hash(), good.training(), good.validation());
        assertFault(edited, DATA, "not what its hash was taken of");
        assertFault(new SplitSpec(1, null, 0, null, null, List.of()), DATA, "not what its hash was taken of");
    }

    @Test
    void shouldRefuseAnotherSchema() {
        assertFault(new SplitSpec(3, "keras:0.2", 0, "", List.of(), List.of()), DATA, "schema 3");
    }

    private static void assertFault(SplitSpec spec, Dataset data, String message) {
        assertThatThrownBy(() -> spec.toSplit(data))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(message)
                .extracting(fault -> ((Fault) fault).kind())
                .isEqualTo(FaultKind.DATA);
    }
}
