package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.artefact.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetSummaryTest {
    private static final ClassRoles ROLES = new ClassRoles(List.of("no"), List.of("yes"), "");

    @Test
    void shouldCountClassesAndWeighThem() {
        DatasetSummary summary = summary(twoHundredAndFiftyThree());
        assertThat(summary.classes())
                .extracting(ClassSummary::name, ClassSummary::role, ClassSummary::label, ClassSummary::count)
                .containsExactly(tuple("no", "no tumour", 0, 98), tuple("yes", "tumour", 1, 155));
        assertThat(summary.classes().get(0).share()).isCloseTo(98 / 253.0, within(1e-15));
        assertThat(summary.weights().negative()).isCloseTo(1.290816, within(1e-6));
        assertThat(summary.weights().positive()).isCloseTo(0.816129, within(1e-6));
    }

    @Test
    void shouldCountFormatsModesAndDepthsByContent() {
        DatasetSummary summary = summary(List.of(
                scan("no", "a.jpg", ImageFormat.JPEG, ColorMode.GREY, 8, 10, 20),
                scan("no", "b.jpg", ImageFormat.PNG, ColorMode.RGBA, 16, 10, 20),
                scan("yes", "c.jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 10, 20)));
        assertThat(summary.formats()).isEqualTo(Map.of(ImageFormat.JPEG, 2, ImageFormat.PNG, 1));
        assertThat(summary.modes()).isEqualTo(Map.of(ColorMode.GREY, 1, ColorMode.RGBA, 1, ColorMode.RGB, 1));
        assertThat(summary.bitDepths()).isEqualTo(Map.of(8, 2, 16, 1));
        assertThat(summary.classes().get(0).formats()).isEqualTo(Map.of(ImageFormat.JPEG, 1, ImageFormat.PNG, 1));
    }

    @Test
    void shouldListFilesWhoseNameLies() {
        DatasetSummary summary = summary(List.of(
                scan("no", "a.jpg", ImageFormat.PNG, ColorMode.RGB, 8, 10, 20),
                scan("no", "b.JPEG", ImageFormat.JPEG, ColorMode.RGB, 8, 10, 20),
                scan("no", "c.dat", ImageFormat.PNG, ColorMode.RGB, 8, 10, 20),
                scan("yes", "jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 10, 20)));
        assertThat(summary.mismatches())
                .containsExactly(new FormatMismatch("no/a.jpg", ImageFormat.JPEG, ImageFormat.PNG));
    }

    @Test
    void shouldSumUpSizesOverAllAndByClass() {
        DatasetSummary summary = summary(List.of(
                scan("no", "a.jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 100, 300),
                scan("no", "b.jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 201, 200),
                scan("no", "c.jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 100, 300),
                scan("yes", "d.jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 400, 400)));
        assertThat(summary.sizes())
                .isEqualTo(new SizeSummary(new Spread(100, 150.5, 400), new Spread(200, 300, 400), 3));
        assertThat(summary.classes().get(0).width()).isEqualTo(new Spread(100, 100, 201));
        assertThat(summary.classes().get(0).sizes())
                .containsExactly(new SizeCount(100, 300, 2), new SizeCount(201, 200, 1));
    }

    @Test
    void shouldCallAWayOfStoringThatOneLabelHasAloneAShortcut() {
        DatasetSummary summary = summary(List.of(
                scan("no", "a.jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 10, 20),
                scan("no", "b.png", ImageFormat.PNG, ColorMode.RGB, 8, 10, 20),
                scan("yes", "c.jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 10, 20)));
        assertThat(summary.shortcuts()).containsExactly(new Shortcut("format", "PNG", "no tumour", 1, 0.5));
    }

    @Test
    void shouldFindNoShortcutWhereALabelIsAbsent() {
        DatasetSummary summary = summary(List.of(scan("no", "a.jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 10, 20)));
        assertThat(summary.shortcuts()).isEmpty();
        assertThat(summary.classes().get(1).count()).isZero();
        assertThat(summary.classes().get(1).width().median()).isNaN();
    }

    @Test
    void shouldNameDuplicatesByPath() {
        List<Scan> scans = List.of(
                scan("no", "a.jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 10, 20),
                scan("no", "b.jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 10, 20),
                scan("yes", "c.jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 10, 20));
        assertThat(DuplicateSummary.paths(List.of(List.of(0, 2), List.of(1)), scans))
                .containsExactly(List.of("no/a.jpg", "yes/c.jpg"), List.of("no/b.jpg"));
    }

    @Test
    void shouldAgreeWithTheGroupsItWasGiven() {
        List<Scan> scans = twoHundredAndFiftyThree();
        DuplicateGroups groups = DuplicateGroups.of(scans);
        DuplicateSummary summary = DuplicateSummary.of(groups, scans);
        assertThat(summary.independentGroups()).isEqualTo(groups.groups());
        assertThat(summary.surplusCopies()).isEqualTo(groups.surplusCopies());
        assertThat(summary.nearDuplicates()).hasSameSizeAs(groups.nearDuplicates());
    }

    @Test
    void shouldReadBackAsWritten(@TempDir Path folder) {
        DatasetSummary summary = summary(twoHundredAndFiftyThree());
        Json.write(folder.resolve("explore.json"), summary);
        assertThat(Json.read(folder.resolve("explore.json"), DatasetSummary.class))
                .isEqualTo(summary);
    }

    private static List<Scan> twoHundredAndFiftyThree() {
        var scans = new ArrayList<Scan>();
        for (int i = 0; i < 253; i++) {
            String className = i < 98 ? "no" : "yes";
            scans.add(scan(className, i + ".jpg", ImageFormat.JPEG, ColorMode.RGB, 8, 150 + i, 198 + i % 7));
        }
        return scans;
    }

    private static DatasetSummary summary(List<Scan> scans) {
        var unreadable = List.of(new UnreadableScan("no/empty.jpg", "is empty"));
        var dataset = new Dataset(Path.of("scans"), ROLES, scans, unreadable);
        return DatasetSummary.of(dataset, DuplicateGroups.of(scans), "f00d");
    }

    private static Scan scan(
            String className, String name, ImageFormat format, ColorMode mode, int depth, int width, int height) {
        String path = className + "/" + name;
        // Each its own random-looking picture, so that none is a duplicate of another.
        var random = new Random(path.hashCode());
        byte[] thumbnail = new byte[64 * 64];
        random.nextBytes(thumbnail);
        var fingerprint = new Fingerprint(random.longs(4).toArray(), thumbnail);
        var facts = new ScanFacts(format, mode, depth, width, height, 1000, path, fingerprint);
        return new Scan(path, className, className.equals("yes") ? 1 : 0, Path.of(path), facts);
    }
}
