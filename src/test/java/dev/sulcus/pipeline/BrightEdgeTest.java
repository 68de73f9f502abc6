package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BrightEdgeTest {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 60;

    private final byte[] picture = new byte[WIDTH * HEIGHT];

    @Test
    void shouldTakeBarsOffWhateverTheirWidth() {
        fill(0, 0, 30, HEIGHT, 255);
        fill(76, 0, WIDTH, HEIGHT, 200);
        assertThat(left()).containsExactly(30, 0, 46, HEIGHT);
    }

    @Test
    void shouldTakeAFrameOffThatFadesInwards() {
        fill(0, 0, WIDTH, HEIGHT, 250);
        fill(2, 1, WIDTH - 1, HEIGHT - 2, 130);
        fill(3, 2, WIDTH - 2, HEIGHT - 3, 20);
        assertThat(left()).containsExactly(3, 2, WIDTH - 5, HEIGHT - 5);
    }

    @Test
    void shouldBearNoiseAndALabelOnTheFrame() {
        Random random = new Random(1);
        for (int y = 0; y < HEIGHT; y++) {
            picture[y * WIDTH] = (byte) (y < 4 ? 0 : 240 + random.nextInt(16));
        }
        assertThat(left()).containsExactly(1, 0, WIDTH - 1, HEIGHT);
    }

    @Test
    void shouldLeaveADarkMarginAlone() {
        fill(20, 20, 40, 40, 180);
        assertThat(left()).containsExactly(0, 0, WIDTH, HEIGHT);
    }

    @Test
    void shouldLeaveAHeadAloneThatFillsThePicture() {
        Random random = new Random(1);
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (byte) (100 + random.nextInt(80));
        }
        assertThat(left()).containsExactly(0, 0, WIDTH, HEIGHT);
    }

    @Test
    void shouldLeaveABlankPictureWhole() {
        fill(0, 0, WIDTH, HEIGHT, 255);
        assertThat(left()).containsExactly(0, 0, WIDTH, HEIGHT);
    }

    private int[] left() {
        PixelWindow whole = new PixelWindow().show(ByteBuffer.wrap(picture), 0, WIDTH, HEIGHT, 1);
        BrightEdge edge = new BrightEdge();
        PixelWindow inner = edge.trim(whole, new PixelWindow());
        return new int[] {edge.left(), edge.top(), inner.width(), inner.height()};
    }

    private void fill(int left, int top, int right, int bottom, int level) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                picture[y * WIDTH + x] = (byte) level;
            }
        }
    }
}
