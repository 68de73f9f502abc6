package dev.sulcus.dataset;

import static dev.sulcus.dataset.ScanFixtures.byContent;
import static dev.sulcus.dataset.ScanFixtures.count;
import static dev.sulcus.dataset.ScanFixtures.paths;
import static dev.sulcus.dataset.ScanFixtures.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitPlannerTest {
    @Test
    void shouldValidateAsManyAsKerasOf98And155() {
        Dataset data = ScanFixtures.dataset(98, 155);
        Split split = SplitPlanner.keras(data, 0.2);
        assertThat(count(data, split.validation(), 0)).isEqualTo(19);
        assertThat(count(data, split.validation(), 1)).isEqualTo(31);
        assertThat(count(data, split.training(), 0)).isEqualTo(79);
        assertThat(count(data, split.training(), 1)).isEqualTo(124);
        assertThat(split.rule()).isEqualTo("keras:0.2");
    }

    @Test
    void shouldValidateTheFirstFilesOfEachClassByNameAsKeras() {
        Dataset data = ScanFixtures.dataset(List.of(
                scan("no/10.jpg", 0, "a"),
                scan("no/2.jpg", 0, "b"),
                scan("no/Z.jpg", 0, "c"),
                scan("no/a.jpg", 0, "d"),
                scan("yes/Y2.JPG", 1, "e"),
                scan("yes/Y10.jpg", 1, "f"),
                scan("yes/y1.jpg", 1, "g")));
        // ⌊0.5 · 4⌋ and ⌊0.5 · 3⌋; capitals sort before small letters.
        assertThat(paths(data, SplitPlanner.keras(data, 0.5).validation()))
                .containsExactly("no/10.jpg", "no/2.jpg", "yes/Y10.jpg");
    }

    @Test
    void shouldSortByFolderBeforeNameAsKeras() {
        Dataset data = ScanFixtures.dataset(List.of(
                scan("no/a/z.jpg", 0, "a"),
                scan("no/b.jpg", 0, "b"),
                scan("yes/a.jpg", 1, "c"),
                scan("yes/b.jpg", 1, "d")));
        assertThat(paths(data, SplitPlanner.keras(data, 0.5).validation())).containsExactly("no/b.jpg", "yes/a.jpg");
    }

    @Test
    void shouldSplitEachClassFolderApartAsKeras() {
        Dataset data = ScanFixtures.dataset(List.of(
                scan("glioma/1.jpg", 1, "a"),
                scan("glioma/2.jpg", 1, "b"),
                scan("pituitary/1.jpg", 1, "c"),
                scan("pituitary/2.jpg", 1, "d"),
                scan("notumor/1.jpg", 0, "e"),
                scan("notumor/2.jpg", 0, "f")));
        assertThat(paths(data, SplitPlanner.keras(data, 0.5).validation()))
                .containsExactly("glioma/1.jpg", "notumor/1.jpg", "pituitary/1.jpg");
    }

    @Test
    void shouldRefuseAKerasSplitWithoutValidation() {
        assertUsage(
                () -> SplitPlanner.keras(ScanFixtures.dataset(4, 4), 0.2), "leaves 8 scans to train and 0 to validate");
    }

    @Test
    void shouldDrawTheFractionOfEachLabelToTheNearestScan() {
        Dataset data = ScanFixtures.dataset(98, 155);
        Split split = SplitPlanner.grouped(data, ScanFixtures.single(), 0.2, 1);
        assertThat(count(data, split.validation(), 0)).isEqualTo(20);
        assertThat(count(data, split.validation(), 1)).isEqualTo(31);
        assertThat(split.training().length + split.validation().length).isEqualTo(253);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, true", "4, true", "5, true"})
    void shouldLetNoGroupCross(long seed, boolean mixing) {
        Dataset data = ScanFixtures.grouped(200, 90, mixing, seed);
        Split split = SplitPlanner.grouped(data, byContent(data), 0.2, seed);
        assertThat(split.crossings(byContent(data))).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldStayNearTheFractionWhenLabelsShareGroups(long seed) {
        Dataset data = ScanFixtures.grouped(300, 180, true, seed);
        Split split = SplitPlanner.grouped(data, byContent(data), 0.2, seed);
        for (int label = 0; label <= 1; label++) {
            assertThat((double) count(data, split.validation(), label)).isCloseTo(0.2 * data.count(label), within(1.5));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldDrawTheSameFromTheSeedHoweverTheDataIsListed(long seed) {
        Dataset data = ScanFixtures.grouped(120, 70, true, seed);
        Split split = SplitPlanner.grouped(data, byContent(data), 0.25, seed);
        Dataset listed = shuffled(data, seed);
        Split again = SplitPlanner.grouped(listed, byContent(listed), 0.25, seed);
        assertThat(paths(listed, again.validation()))
                .containsExactlyInAnyOrderElementsOf(paths(data, split.validation()));
        assertThat(again.hash(listed)).isEqualTo(split.hash(data));
    }

    @Test
    void shouldDrawByContentNotByName() {
        Dataset data = ScanFixtures.dataset(30, 30);
        Dataset renamed = ScanFixtures.dataset(data.scans().stream()
                .map(scan -> new Scan(
                        scan.className() + "/r" + (1000 - scan.path().hashCode() % 997)
                                + scan.path().replace('/', '_'),
                        scan.className(),
                        scan.label(),
                        scan.file(),
                        scan.facts()))
                .toList());
        assertThat(contents(renamed, SplitPlanner.grouped(renamed, ScanFixtures.single(), 0.2, 9)))
                .containsExactlyInAnyOrderElementsOf(
                        contents(data, SplitPlanner.grouped(data, ScanFixtures.single(), 0.2, 9)));
    }

    @Test
    void shouldDrawAnotherSplitFromAnotherSeed() {
        Dataset data = ScanFixtures.dataset(50, 50);
        assertThat(SplitPlanner.grouped(data, ScanFixtures.single(), 0.2, 1).validation())
                .isNotEqualTo(SplitPlanner.grouped(data, ScanFixtures.single(), 0.2, 2)
                        .validation());
    }

    @Test
    void shouldDrawEveryScanAboutEquallyOften() {
        Dataset data = ScanFixtures.dataset(10, 10);
        int[] drawn = new int[20];
        for (long seed = 0; seed < 500; seed++) {
            for (int scan :
                    SplitPlanner.grouped(data, ScanFixtures.single(), 0.2, seed).validation()) {
                drawn[scan]++;
            }
        }
        // 100 expected; the standard deviation is 9.
        assertThat(IntStream.of(drawn).boxed()).allMatch(times -> times >= 60 && times <= 140);
    }

    @Test
    void shouldValidateOneOfEachLabelInATinySet() {
        Dataset data = ScanFixtures.dataset(2, 2);
        Split split = SplitPlanner.grouped(data, ScanFixtures.single(), 0.1, 1);
        assertThat(count(data, split.validation(), 0)).isEqualTo(1);
        assertThat(count(data, split.validation(), 1)).isEqualTo(1);
    }

    @Test
    void shouldTrainOnTheOnlyGroupOfALabel() {
        Dataset data = ScanFixtures.dataset(1, 10);
        Split split = SplitPlanner.grouped(data, ScanFixtures.single(), 0.9, 1);
        assertThat(count(data, split.training(), 0)).isEqualTo(1);
        assertThat(count(data, split.training(), 1)).isEqualTo(1);
    }

    @Test
    void shouldRefuseADrawnSplitOfOneGroup() {
        assertUsage(() -> SplitPlanner.grouped(ScanFixtures.dataset(5, 5), scan -> 0, 0.2, 1), "0 to validate");
        assertUsage(() -> SplitPlanner.grouped(ScanFixtures.dataset(0, 0), scan -> 0, 0.2, 1), "0 scans to train");
    }

    @Test
    void shouldPlanWhatTheSettingsAsk() {
        Dataset data = ScanFixtures.dataset(10, 10);
        DuplicateGroups groups = DuplicateGroups.of(data.scans());
        assertThat(SplitPlanner.plan(data, groups, SplitConfig.parse("keras:0.2"), 5)
                        .hash(data))
                .isEqualTo(SplitPlanner.keras(data, 0.2).hash(data));
        assertThat(SplitPlanner.plan(data, groups, SplitConfig.parse("grouped:0.2"), 5)
                        .hash(data))
                .isEqualTo(SplitPlanner.grouped(data, groups, 0.2, 5).hash(data));
    }

    @ParameterizedTest
    @CsvSource({"2, 1, false", "5, 2, false", "5, 3, true", "10, 4, true"})
    void shouldValidateEveryScanInExactlyOneFold(int k, long seed, boolean mixing) {
        Dataset data = ScanFixtures.grouped(200, 90, mixing, seed);
        List<Split> folds = SplitPlanner.folds(data, byContent(data), k, seed);
        assertThat(folds).hasSize(k);
        assertThat(folds.stream().flatMapToInt(fold -> IntStream.of(fold.validation())))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).boxed().toList());
        assertThat(folds).allSatisfy(fold -> {
            assertThat(fold.training().length + fold.validation().length).isEqualTo(200);
            assertThat(fold.crossings(byContent(data))).isZero();
        });
    }

    @Test
    void shouldSpreadLabelsAndScansEvenlyOverFolds() {
        Dataset data = ScanFixtures.dataset(98, 155);
        List<Split> folds = SplitPlanner.folds(data, ScanFixtures.single(), 5, 1);
        assertThat(folds).allSatisfy(fold -> {
            assertThat(count(data, fold.validation(), 0)).isBetween(19L, 20L);
            assertThat(fold.validation().length).isBetween(50, 51);
            assertThat(count(data, fold.validation(), 1)).isEqualTo(31);
        });
    }

    @Test
    void shouldGiveEachFoldBothLabelsWithJustEnoughGroups() {
        // Three groups of each label: two big ones and, of the positives, one that it shares with a negative.
        Dataset data = ScanFixtures.dataset(12, 7);
        int[] groupOf = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 5, 3, 3, 3, 3, 4, 4, 5};
        List<Split> folds = SplitPlanner.folds(data, scan -> groupOf[scan], 3, 1);
        assertThat(folds).allSatisfy(fold -> {
            assertThat(count(data, fold.validation(), 0)).isPositive();
            assertThat(count(data, fold.validation(), 1)).isPositive();
        });
    }

    @Test
    void shouldNameFoldsFromOne() {
        assertThat(SplitPlanner.folds(ScanFixtures.dataset(4, 4), ScanFixtures.single(), 2, 1))
                .extracting(Split::rule)
                .containsExactly("fold:1/2", "fold:2/2");
    }

    @Test
    void shouldPlanTheSameFoldsHoweverTheDataIsListed() {
        Dataset data = ScanFixtures.grouped(120, 70, true, 8);
        Dataset listed = shuffled(data, 8);
        List<Split> folds = SplitPlanner.folds(data, byContent(data), 4, 8);
        List<Split> again = SplitPlanner.folds(listed, byContent(listed), 4, 8);
        for (int i = 0; i < folds.size(); i++) {
            assertThat(again.get(i).hash(listed)).isEqualTo(folds.get(i).hash(data));
        }
    }

    @Test
    void shouldRefuseMoreFoldsThanALabelHasGroups() {
        assertUsage(
                () -> SplitPlanner.folds(ScanFixtures.dataset(9, 3), ScanFixtures.single(), 4, 1),
                "4 folds need at least 4 independent groups of scans of each label, but there are 9 without and 3 with");
    }

    @Test
    void shouldRefuseFewerThanTwoFolds() {
        assertUsage(() -> SplitPlanner.folds(ScanFixtures.dataset(9, 9), ScanFixtures.single(), 1, 1), "folds is 1");
    }

    private static Dataset shuffled(Dataset data, long seed) {
        var scans = new ArrayList<>(data.scans());
        Collections.shuffle(scans, new Random(seed));
        return new Dataset(data.root(), data.roles(), scans, List.of());
    }

    private static List<String> contents(Dataset data, Split split) {
        return IntStream.of(split.validation())
                .mapToObj(i -> data.scans().get(i).facts().sha256())
                .toList();
    }

    private static void assertUsage(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(Fault.class)
                .hasMessageContaining(message)
                .extracting(fault -> ((Fault) fault).kind())
                .isEqualTo(FaultKind.USAGE);
    }

    @Test
    void shouldFoldAPoolAloneWithTheGroupsOfTheWhole() {
        Dataset data = ScanFixtures.grouped(120, 50, false, 3);
        DuplicateGroups groups = DuplicateGroups.of(data.scans());
        int[] pool = SplitPlanner.folds(data, groups, 5, 1).get(0).training();
        List<Split> folds = SplitPlanner.foldsWithin(data, groups, pool, 4, 2);
        assertThat(folds.stream()
                        .flatMapToInt(fold -> IntStream.of(fold.validation()))
                        .sorted()
                        .toArray())
                .isEqualTo(pool);
        assertThat(folds).allSatisfy(fold -> {
            assertThat(IntStream.concat(IntStream.of(fold.training()), IntStream.of(fold.validation()))
                            .sorted()
                            .toArray())
                    .isEqualTo(pool);
            assertThat(fold.crossings(groups)).isZero();
        });
    }
}
