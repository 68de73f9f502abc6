package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldGroupsTest {
    private static final List<String> CLASSES = List.of("glioma", "healthy", "meningioma");

    @Test
    void shouldHoldTheSameShareOfGroupsOfEachClassBack() {
        Dataset data = data(40);
        Split split = plan(data, 0.125, 1);
        for (String name : CLASSES) {
            assertThat(IntStream.of(split.validation())
                            .mapToObj(i -> data.scans().get(i))
                            .filter(scan -> scan.className().equals(name))
                            .map(scan -> scan.facts().sha256())
                            .distinct())
                    .hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.125, 0.5, 0.99})
    void shouldKeepGroupsWholeAndBothPartsOfEveryClass(double share) {
        for (int seed = 0; seed < 20; seed++) {
            Dataset data = data(3);
            Split split = plan(data, share, seed);
            assertThat(split.crossings(DuplicateGroups.of(data.scans()))).isZero();
            assertThat(split.training().length + split.validation().length)
                    .isEqualTo(data.scans().size());
            assertThat(classes(data, split.training())).isEqualTo(CLASSES);
            assertThat(classes(data, split.validation())).isEqualTo(CLASSES);
        }
    }

    @Test
    void shouldDependOnSeedAndContentAlone() {
        Dataset data = data(20);
        assertThat(plan(data, 0.2, 4).validation()).isEqualTo(plan(data, 0.2, 4).validation());
        assertThat(plan(data, 0.2, 4).validation())
                .isNotEqualTo(plan(data, 0.2, 5).validation());
        List<Scan> shuffled = new ArrayList<>(data.scans());
        Collections.shuffle(shuffled, new Random(1));
        Dataset other = new Dataset(data.root(), data.roles(), shuffled, List.of());
        assertThat(paths(other, plan(other, 0.2, 4))).isEqualTo(paths(data, plan(data, 0.2, 4)));
    }

    @Test
    void shouldRefuseAClassOfOneGroup() {
        assertThatThrownBy(() -> plan(data(1), 0.2, 1))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("glioma")
                .hasMessageContaining("two independent groups");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, Double.NaN})
    void shouldRefuseAShareOutOfRange(double share) {
        assertThatThrownBy(() -> plan(data(3), share, 1)).hasMessageContaining("above 0 and below 1");
    }

    private static Split plan(Dataset data, double share, long seed) {
        return HeldGroups.plan(data, DuplicateGroups.of(data.scans()), share, seed);
    }

    private static List<String> paths(Dataset data, Split split) {
        return ScanFixtures.paths(data, split.validation()).stream().sorted().toList();
    }

    private static List<String> classes(Dataset data, int[] part) {
        return IntStream.of(part)
                .mapToObj(i -> data.scans().get(i).className())
                .distinct()
                .sorted()
                .toList();
    }

    /** Of each class so many groups, of one to three byte copies each. */
    private static Dataset data(int groups) {
        var scans = new ArrayList<Scan>();
        for (String name : CLASSES) {
            for (int group = 0; group < groups; group++) {
                for (int copy = 0; copy <= group % 3; copy++) {
                    String path = name + "/" + group + "-" + copy + ".jpg";
                    scans.add(ScanFixtures.scan(path, name.equals("healthy") ? 0 : 1, name + group));
                }
            }
        }
        var roles = new ClassRoles(List.of("healthy"), List.of("glioma", "meningioma"), "");
        return new Dataset(Path.of("data"), roles, scans, List.of());
    }
}
