package dev.sulcus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.dataset.ClassSummary;
import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.dataset.DatasetSummary;
import dev.sulcus.dataset.DuplicateSummary;
import dev.sulcus.dataset.FormatMismatch;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.dataset.SizeCount;
import dev.sulcus.dataset.SizeSummary;
import dev.sulcus.dataset.Spread;
import dev.sulcus.dataset.UnreadableScan;
import dev.sulcus.fault.Fault;
import dev.sulcus.shortcut.ShortcutAudit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplorePageTest {
    private static final String HOSTILE = "</script><script>alert(1)</script>\" onerror=\"x";

    @TempDir
    Path folder;

    @Test
    void shouldShowCountsBalanceAndWeights() {
        assertThat(page(MadeUpContent.summary()).words())
                .contains("253 readable scans in 2 classes, 8.6 MB")
                .contains("no no tumour 98 38.7\u202f% 1.2908 231 × 251")
                .contains("yes tumour 155 61.3\u202f% 0.8161 288 × 344.5")
                .contains("Independent pictures 209 of 253 scans");
    }

    @Test
    void shouldShowStorageByClassTheMostFrequentFirst() {
        assertThat(page(MadeUpContent.summary()).words())
                .contains("JPEG 92 153 245 PNG 6 2 8")
                .contains("RGB 80 137 217 grey 12 18 30 RGBA one label only 5 0 5 palette one label only 1 0 1");
    }

    @Test
    void shouldCallAShortcutAShortcut() {
        assertThat(page(MadeUpContent.summary()).words())
                .contains("colour mode RGBA only under “no tumour” 5 scans, 5.1\u202f% of that label: a shortcut");
    }

    @Test
    void shouldPutTheSamePictureUnderBothLabelsFirst() {
        PageText page = page(MadeUpContent.summary());
        assertThat(page.html())
                .containsPattern("<ul class=\"findings\">\\s*<li class=\"grave\"><b>1 picture under both labels</b>");
    }

    @Test
    void shouldShowDuplicatesByPictureAndByPath() {
        PageText page = page(MadeUpContent.summary());
        assertThat(page.words())
                .contains("44 of 253 scans repeat another")
                .contains("Groups that show one picture more than once: 2.")
                .contains("with 25 surplus copies")
                .contains("Byte-identical files no/1 no.jpeg no/N1.JPG");
        assertThat(page.html()).contains("alt=\"yes/Y2 copy.jpg\"");
    }

    @Test
    void shouldListFilesThatNeedMending() {
        assertThat(page(MadeUpContent.summary()).words())
                .contains("yes/cut off.jpg the JPEG data ends early; copy the file again")
                .contains("no/N5.jpg JPEG PNG");
    }

    @Test
    void shouldDrawSizesAndShowSamples() {
        PageText page = page(MadeUpContent.summary());
        assertThat(page.chartData())
                .contains("\"sizes\":{\"kind\":\"scatter\"", "\"name\":\"yes\",\"role\":\"tumour\"");
        assertThat(page.words()).contains("184 different sizes; width 150 to 1920, height 168 to 1446 pixels");
        assertThat(page.html()).contains("alt=\"A grid of scans, class by class: no, yes\"");
    }

    @Test
    void shouldSayThatACleanFolderIsClean() {
        PageText page = page(small("yes", List.of(), List.of(), List.of()), new byte[0], List.of());
        assertThat(page.words()).contains("Nothing to mend was found").doesNotContain("Files to mend", "Samples");
    }

    @Test
    void shouldEscapeFolderAndFileNamesAlsoInTheChartData() {
        DatasetSummary hostile = small(
                HOSTILE,
                List.of(new FormatMismatch(HOSTILE, ImageFormat.JPEG, ImageFormat.PNG)),
                List.of(new UnreadableScan(HOSTILE, HOSTILE)),
                List.of(List.of(HOSTILE, HOSTILE)));
        PageText page = page(
                hostile, new byte[0], List.of(new DuplicateExample(List.of(HOSTILE), List.of(MadeUpContent.jpeg(1)))));
        assertThat(page.scripts()).hasSize(2).noneMatch(script -> script.equals("alert(1)"));
        assertThat(page.chartData()).doesNotContain("<").contains("\\u003c/script\\u003e");
        assertThat(page.html()).doesNotContain("onerror=\"x");
    }

    @Test
    void shouldShowAnEmptyClassWithoutFigures() {
        var nothing = new Spread(Double.NaN, Double.NaN, Double.NaN);
        var empty =
                new ClassSummary("yes", 1, "tumour", 0, 0, nothing, nothing, Map.of(), Map.of(), Map.of(), List.of());
        PageText page = page(summaryOf(empty, List.of(), List.of(), List.of()), new byte[0], List.of());
        assertThat(page.withoutScripts()).doesNotContain("NaN");
        assertThat(page.words()).contains("yes tumour 0 0.0\u202f% 0.5000 – × –");
    }

    @Test
    void shouldNeedNothingFromTheNetwork() {
        String html = page(MadeUpContent.summary()).withoutScripts();
        assertThat(html).doesNotContain("http:", "https:", "url(");
        assertThat(html).doesNotContainPattern("(src|href)=\"(?!data:)");
    }

    @Test
    void shouldRefuseAnExampleThatLacksAPicture() {
        assertThatThrownBy(() -> new DuplicateExample(List.of("a", "b"), List.of(new byte[1])))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("2 paths but 1 pictures");
    }

    private static DatasetSummary small(
            String className,
            List<FormatMismatch> mismatches,
            List<UnreadableScan> unreadable,
            List<List<String>> groups) {
        var side = new Spread(10, 10, 10);
        var one = new ClassSummary(
                className,
                1,
                "tumour",
                1,
                1,
                side,
                side,
                Map.of(ImageFormat.PNG, 1),
                Map.of(),
                Map.of(),
                List.of(new SizeCount(10, 10, 1)));
        return summaryOf(one, mismatches, unreadable, groups);
    }

    private static DatasetSummary summaryOf(
            ClassSummary one,
            List<FormatMismatch> mismatches,
            List<UnreadableScan> unreadable,
            List<List<String>> groups) {
        return new DatasetSummary(
                1,
                "scans",
                "f00d",
                one.count(),
                100,
                List.of(one),
                new ClassWeights(1, 0.5),
                new SizeSummary(one.width(), one.height(), one.count()),
                one.formats(),
                Map.of(),
                Map.of(),
                mismatches,
                unreadable,
                List.of(),
                new DuplicateSummary(one.count(), 0, groups, groups, groups));
    }

    @Test
    void shouldSayFirstWhatFileFactsGiveAway() {
        Path target = folder.resolve("audited.html");
        ExplorePage.write(
                target,
                new ExplorePageContent(
                        MadeUpContent.summary(), MadeUpContent.audit(), new byte[0], MadeUpContent.png(2), List.of()));
        PageText page = PageText.read(target);
        assertThat(page.words())
                .contains("The label can be guessed without looking at the brain File facts alone")
                .contains("JPEG tables 0.823 0.146 EXIF 0.698 −0.001")
                .contains("Where the head is");
    }

    @Test
    void shouldKeepQuietAboutAnAuditThatFoundNothing() {
        ShortcutAudit found = MadeUpContent.audit();
        var nothing = new ShortcutAudit(
                10, 5, 1, 0.5, found.aucInterval(), 0.5, 0.5, 0.4, false, List.of(), "No better than chance.");
        Path target = folder.resolve("clean.html");
        ExplorePage.write(
                target, new ExplorePageContent(MadeUpContent.summary(), nothing, new byte[0], new byte[0], List.of()));
        assertThat(PageText.read(target).words())
                .contains("Without looking at the brain No better than chance.")
                .doesNotContain("The label can be guessed");
    }

    private PageText page(DatasetSummary summary) {
        return page(summary, MadeUpContent.png(1), MadeUpContent.examples());
    }

    private PageText page(DatasetSummary summary, byte[] samples, List<DuplicateExample> examples) {
        Path target = folder.resolve("explore.html");
        ExplorePage.write(target, new ExplorePageContent(summary, null, samples, new byte[0], examples));
        return PageText.read(target);
    }
}
