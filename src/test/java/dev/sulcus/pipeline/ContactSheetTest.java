package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class ContactSheetTest {
    @TempDir
    private Path folder;

    @Test
    void shouldShowEveryPictureInItsPlace() throws IOException {
        List<ContactSheet.Tile> tiles = DrawnScans.write(folder, 5).stream()
                .map(f -> new ContactSheet.Tile(f, "Schädel " + f.getFileName()))
                .toList();
        Path target = folder.resolve("sheet.png");
        ContactSheet.write(target, List.of(new ContactSheet.Section("yes", tiles)), 3, 100);
        BufferedImage sheet = ImageIO.read(target.toFile());
        assertThat(sheet.getWidth()).isEqualTo(2 * 28 + 3 * 100 + 2 * 14);
        assertThat(sheet.getRGB(2, 2) & 0xFFFFFF).isEqualTo(0x14171C);
        // The middle of the fifth tile, second row, second column; the sixth place stays ground.
        int y = 14 + 52 + 140 + 50;
        assertThat(sheet.getRGB(28 + 114 + 50, y) & 0xFFFFFF).isNotIn(0x14171C, 0x2A303A);
        assertThat(sheet.getRGB(28 + 228 + 50, y) & 0xFFFFFF).isEqualTo(0x14171C);
    }

    @Test
    void shouldShowAnEmptyPlaceForAFileThatFails() throws IOException {
        Path target = folder.resolve("sheet.png");
        ContactSheet.Tile tile = new ContactSheet.Tile(folder.resolve("nowhere.jpg"), "nowhere");
        ContactSheet.write(target, List.of(new ContactSheet.Section("no", List.of(tile))), 1, 100);
        assertThat(ImageIO.read(target.toFile()).getRGB(30, 14 + 52 + 2) & 0xFFFFFF)
                .isEqualTo(0x2A303A);
    }

    @Test
    void shouldFrameTheHeadAndShowWhatEnters() throws IOException {
        BufferedImage drawn = new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY);
        drawn.getGraphics().fillRect(80, 80, 60, 60);
        Path file = folder.resolve("head.png");
        ImageIO.write(drawn, "png", file.toFile());
        List<ContactSheet.Tile> tiles = List.of(
                new ContactSheet.Tile(file, "", ContactSheet.Look.FRAMED),
                new ContactSheet.Tile(file, "", ContactSheet.Look.ENTERING));
        PixelSpec entering = new PixelSpec(100, 100, Resampling.AREA, Region.HEAD, Fit.PAD, Tone.STORED);
        Path target = folder.resolve("sheet.png");
        ContactSheet.write(target, List.of(new ContactSheet.Section("", tiles)), 2, 100, entering);
        BufferedImage sheet = ImageIO.read(target.toFile());
        int top = 14 + 52;
        // The box lies two pixels outside of the bright square, which is 40 to 70 in a tile of 100.
        assertThat(sheet.getRGB(28 + 39, top + 55) & 0xFFFFFF).isEqualTo(0xF5B43C);
        assertThat(sheet.getRGB(28 + 20, top + 55) & 0xFFFFFF).isZero();
        assertThat(sheet.getRGB(28 + 114 + 20, top + 55) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    @Test
    void shouldRefuseASheetThatNobodyCanOpen() {
        ContactSheet.Tile tile = new ContactSheet.Tile(folder.resolve("a.jpg"), "a");
        List<ContactSheet.Section> sections =
                List.of(new ContactSheet.Section("many", Collections.nCopies(100_000, tile)));
        Path target = folder.resolve("sheet.png");
        assertThatThrownBy(() -> ContactSheet.write(target, sections, 8, 256)).isInstanceOf(Fault.class);
    }

    @Test
    void shouldSpellWhatTheFontCannotDraw() {
        assertThat(SheetText.ascii("Größe naïve 頭 №")).isEqualTo("Grosse naive ? ?");
    }

    @Test
    void shouldCutTheMiddleOfALongCaption() {
        String fitted = SheetText.fit("a-very-long-file-name-of-a-scan-0001.jpeg", 0.42, 120);
        assertThat(fitted).startsWith("a-very").contains("...").endsWith(".jpeg");
        assertThat(SheetText.width(fitted, 0.42)).isLessThanOrEqualTo(120);
    }
}
