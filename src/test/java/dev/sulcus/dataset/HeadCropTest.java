package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.sulcus.dataset.Grid.Box;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadCropTest {
    private static final int SIDE = 192;

    @Test
    void shouldFindTheBoxOfWhatIsBright() {
        assertThat(of(disc(150))).isEqualTo(new Box(46, 36, 147, 137));
    }

    @Test
    void shouldNotMindTextAndRulersBesideTheHead() {
        Grid picture = disc(150);
        fill(picture, 4, 4, 30, 10, 255);
        fill(picture, 186, 0, 187, 192, 255);
        assertThat(of(picture)).isEqualTo(of(disc(150)));
    }

    @Test
    void shouldKeepTheScalpThatDarkBonePartsFromTheBrain() {
        Grid picture = disc(150);
        for (int i = 0; i < picture.values().length; i++) {
            double away = Math.hypot(i % SIDE - 96, i / SIDE - 86);
            picture.values()[i] = away > 42 && away < 47 ? 3 : picture.values()[i];
        }
        assertThat(of(picture)).isEqualTo(of(disc(150)));
    }

    @Test
    void shouldNotMindTheBrightness() {
        assertThat(of(disc(60))).isEqualTo(of(disc(250)));
    }

    @Test
    void shouldReachTheEdgeWithAHeadThatDoes() {
        Grid picture = disc(0);
        fill(picture, 0, 20, 100, 192, 200);
        assertThat(of(picture)).isEqualTo(new Box(0, 20, 100, 192));
    }

    @Test
    void shouldTakeTheWholeOfAPictureInWhichNothingStandsOut() {
        Grid flat = disc(0);
        assertThat(of(flat)).isEqualTo(flat.whole());
        Grid single = new Grid(new double[] {7}, 1, 1);
        assertThat(of(single)).isEqualTo(single.whole());
    }

    @Test
    void shouldAnswerInThePixelsOfThePicture() {
        Grid picture = disc(150);
        Grid large = picture.averaged(picture.whole(), 2 * SIDE, 2 * SIDE);
        Box box = of(large);
        assertThat(box.left()).isCloseTo(92, within(2.0));
        assertThat(box.bottom()).isCloseTo(274, within(2.0));
    }

    @Test
    void shouldEqualThePlainRuleBitForBit() {
        var crop = new HeadCrop();
        for (int seed = 0; seed < 300; seed++) {
            Grid picture = blobs(new Random(seed));
            byte[] bytes = bytes(picture);
            crop.find(ByteBuffer.wrap(bytes), picture.width(), picture.height());
            assertThat(crop.box()).as("seed %d", seed).isEqualTo(HeadCropReference.of(picture));
        }
    }

    @Test
    void shouldAllocateNothingOnceItHasSeenTheSize() {
        var crop = new HeadCrop();
        ByteBuffer picture = ByteBuffer.wrap(bytes(disc(150)));
        for (int i = 0; i < 3; i++) {
            crop.find(picture, SIDE, SIDE);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20; i++) {
            crop.find(picture, SIDE, SIDE);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1024);
    }

    @Test
    void shouldSayFromWhichLevelOnAPixelIsTheHeads() {
        var crop = new HeadCrop();
        crop.find(ByteBuffer.wrap(bytes(disc(150))), SIDE, SIDE);
        // Otsu's threshold of two levels is the lower one.
        assertThat(crop.threshold()).isZero();
        byte[] lit = bytes(disc(150));
        for (int i = 0; i < lit.length; i++) {
            lit[i] = lit[i] == 0 ? 50 : lit[i];
        }
        crop.find(ByteBuffer.wrap(lit), SIDE, SIDE);
        assertThat(crop.threshold()).isEqualTo(0.6 * 50);
    }

    /** Some soft spots, specks and noise, in a picture of any shape. */
    private static Grid blobs(Random random) {
        int width = 1 + random.nextInt(random.nextBoolean() ? 60 : 600);
        int height = 1 + random.nextInt(random.nextBoolean() ? 60 : 600);
        double[] values = new double[width * height];
        for (int spot = random.nextInt(5); spot >= 0; spot--) {
            double x = random.nextDouble() * width;
            double y = random.nextDouble() * height;
            double radius = random.nextDouble() * Math.max(width, height) / 2;
            double level = random.nextDouble() * 255;
            for (int i = 0; i < values.length; i++) {
                values[i] += level * Math.max(0, 1 - Math.hypot(i % width - x, (double) i / width - y) / radius);
            }
        }
        int noise = 1 + random.nextInt(60);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.floor(Math.min(255, values[i] + random.nextInt(noise)));
        }
        return new Grid(values, width, height);
    }

    private static Box of(Grid picture) {
        var crop = new HeadCrop();
        crop.find(ByteBuffer.wrap(bytes(picture)), picture.width(), picture.height());
        return crop.box();
    }

    private static byte[] bytes(Grid picture) {
        byte[] grey = new byte[picture.values().length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) picture.values()[i];
        }
        return grey;
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
