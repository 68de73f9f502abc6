package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.dataset.Grid.Box;
import org.junit.jupiter.api.Test;

class HeadCropTest {
    private static final int SIDE = 192;

    @Test
    void shouldFindTheBoxOfWhatIsBright() {
        assertThat(HeadCrop.of(disc(150))).isEqualTo(new Box(46, 36, 147, 137));
    }

    @Test
    void shouldNotMindTextAndRulersBesideTheHead() {
        Grid picture = disc(150);
        fill(picture, 4, 4, 30, 10, 255);
        fill(picture, 186, 0, 187, 192, 255);
        assertThat(HeadCrop.of(picture)).isEqualTo(HeadCrop.of(disc(150)));
    }

    @Test
    void shouldKeepTheScalpThatDarkBonePartsFromTheBrain() {
        Grid picture = disc(150);
        for (int i = 0; i < picture.values().length; i++) {
            double away = Math.hypot(i % SIDE - 96, i / SIDE - 86);
            picture.values()[i] = away > 42 && away < 47 ? 3 : picture.values()[i];
        }
        assertThat(HeadCrop.of(picture)).isEqualTo(HeadCrop.of(disc(150)));
    }

    @Test
    void shouldNotMindTheBrightness() {
        assertThat(HeadCrop.of(disc(60))).isEqualTo(HeadCrop.of(disc(250)));
    }

    @Test
    void shouldReachTheEdgeWithAHeadThatDoes() {
        Grid picture = disc(0);
        fill(picture, 0, 20, 100, 192, 200);
        assertThat(HeadCrop.of(picture)).isEqualTo(new Box(0, 20, 100, 192));
    }

    @Test
    void shouldTakeTheWholeOfAPictureInWhichNothingStandsOut() {
        Grid flat = disc(0);
        assertThat(HeadCrop.of(flat)).isEqualTo(flat.whole());
        Grid single = new Grid(new double[] {7}, 1, 1);
        assertThat(HeadCrop.of(single)).isEqualTo(single.whole());
    }

    @Test
    void shouldAnswerInThePixelsOfThePicture() {
        Grid picture = disc(150);
        Grid large = picture.averaged(picture.whole(), 2 * SIDE, 2 * SIDE);
        Box box = HeadCrop.of(large);
        assertThat(box.left()).isCloseTo(92, within(2.0));
        assertThat(box.bottom()).isCloseTo(274, within(2.0));
    }

    private static Grid disc(int level) {
        double[] values = new double[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.hypot(i % SIDE - 96, i / SIDE - 86) <= 50 ? level : 0;
        }
        return new Grid(values, SIDE, SIDE);
    }

    private static void fill(Grid grid, int left, int top, int right, int bottom, int level) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                grid.values()[y * grid.width() + x] = level;
            }
        }
    }
}
