package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.phantom.Phantom;
import dev.sulcus.phantom.PhantomConfig;
import dev.sulcus.phantom.PhantomScan;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final PhantomScan HEAD = Phantom.draw(PhantomConfig.ofSide(200), 42, true);

    @Test
    void shouldSetABitWhereTheLatticeBrightensToTheRight() {
        assertThat(ramp(1).hash()).containsOnly(-1L);
        assertThat(ramp(-1).hash()).containsOnly(0L);
        assertThat(ramp(1).distance(ramp(-1))).isEqualTo(256);
        assertThat(ramp(1).correlation(ramp(-1))).isCloseTo(-1, within(1e-3));
    }

    @Test
    void shouldHoldFourLongsAndAThumbnail() {
        Fingerprint print = of(HEAD);
        assertThat(print.hash()).hasSize(4);
        assertThat(print.thumbnail()).hasSize(Fingerprint.THUMBNAIL_SIDE * Fingerprint.THUMBNAIL_SIDE);
    }

    @Test
    void shouldNotMindBrightnessAndContrast() {
        byte[] grey = HEAD.grey().clone();
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) Math.round(10 + 0.7 * (grey[i] & 0xff));
        }
        Fingerprint changed = Fingerprint.of(grey, HEAD.width(), HEAD.height());
        assertThat(changed.distance(of(HEAD))).isLessThan(12);
        assertThat(changed.correlation(of(HEAD))).isGreaterThan(0.99);
    }

    @Test
    void shouldTurnIntoTheMirroredPicturesOwn() {
        byte[] grey = new byte[HEAD.grey().length];
        for (int i = 0; i < grey.length; i++) {
            int x = i % HEAD.width();
            grey[i] = HEAD.grey()[i - x + HEAD.width() - 1 - x];
        }
        Fingerprint flipped = Fingerprint.of(grey, HEAD.width(), HEAD.height());
        assertThat(flipped.distance(of(HEAD).mirrored())).isLessThan(6);
        assertThat(flipped.distance(of(HEAD))).isGreaterThan(DuplicateGroups.MOST_BITS);
        assertThat(of(HEAD).mirrored().mirrored()).isEqualTo(of(HEAD));
    }

    @Test
    void shouldLeaveTheCorrelationOfABlankPictureUndefined() {
        Fingerprint blank = Fingerprint.of(new byte[100], 10, 10);
        assertThat(blank.correlation(blank)).isNaN();
        assertThat(blank.correlation(of(HEAD))).isNaN();
    }

    @Test
    void shouldTakePicturesOfAnyShape() {
        var random = new Random(8);
        for (int[] sides : new int[][] {{1, 1}, {1, 300}, {300, 1}, {3, 2}, {63, 65}, {1000, 10}}) {
            byte[] grey = new byte[sides[0] * sides[1]];
            random.nextBytes(grey);
            assertThat(Fingerprint.of(grey, sides[0], sides[1]).thumbnail()).hasSize(4096);
        }
    }

    @Test
    void shouldRefuseAnArrayThatDoesNotFitTheSides() {
        assertThatThrownBy(() -> Fingerprint.of(new byte[10], 3, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 pixels, not 3×4");
        assertThatThrownBy(() -> Fingerprint.of(new byte[0], 0, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldBeEqualByContent() {
        assertThat(of(HEAD)).isEqualTo(of(HEAD)).hasSameHashCodeAs(of(HEAD));
        assertThat(of(HEAD)).isNotEqualTo(of(HEAD).mirrored());
    }

    private static Fingerprint of(PhantomScan scan) {
        return Fingerprint.of(scan.grey(), scan.width(), scan.height());
    }

    private static Fingerprint ramp(int slope) {
        byte[] grey = new byte[128 * 128];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (192 + slope * (i % 128 - 64) / 2);
        }
        return Fingerprint.of(grey, 128, 128);
    }
}
