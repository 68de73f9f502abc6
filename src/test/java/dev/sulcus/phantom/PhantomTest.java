package dev.sulcus.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.artefact.Sha256;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PhantomTest {
    private static final PhantomConfig SMALL = PhantomConfig.ofSide(160);

    @Test
    void shouldDrawTheSamePixelsForTheSameSeed() {
        assertThat(Phantom.draw(SMALL, 5, true).grey())
                .isEqualTo(Phantom.draw(SMALL, 5, true).grey());
    }

    @Test
    void shouldDrawPixelsThatDoNotDependOnTheJavaVersion() {
        PhantomScan scan = Phantom.draw(PhantomConfig.ofSide(64), 1, true);
        assertThat(Sha256.of(scan.grey()))
                .isEqualTo("d33b2df0a33cbcd7be7a1f8bd24ed0380550445e699216883d541156287edb87");
    }

    @Test
    void shouldDrawAnotherHeadForEachSeed() {
        Set<String> pictures = new HashSet<>();
        LongStream.range(0, 50)
                .forEach(seed -> pictures.add(Sha256.of(
                        Phantom.draw(PhantomConfig.ofSide(48), seed, false).grey())));
        assertThat(pictures).hasSize(50);
    }

    @Test
    void shouldKnowWhereTheLesionIsAndThatThereIsNone() {
        assertThat(Phantom.draw(SMALL, 3, false).lesion()).isNull();
        assertThat(Phantom.draw(SMALL, 3, false).label()).isZero();
        assertThat(Phantom.draw(SMALL, 3, true).label()).isOne();
        LongStream.range(0, 60).forEach(seed -> {
            PhantomScan scan = Phantom.draw(SMALL, seed, true);
            LesionOutline lesion = scan.lesion();
            assertThat(lesion.centreX()).isBetween(0.05 * scan.width(), 0.95 * scan.width());
            assertThat(lesion.centreY()).isBetween(0.05 * scan.height(), 0.95 * scan.height());
            assertThat(lesion.radiusX() * lesion.radiusY()).isBetween(4.0, 900.0);
        });
    }

    @Test
    void shouldChangeThePictureMostInsideTheLesionAndNotAtAllFarFromIt() {
        LongStream.range(0, 40).forEach(seed -> {
            PhantomScan with = Phantom.draw(SMALL, seed, true);
            PhantomScan without = Phantom.draw(SMALL, seed, false);
            assertThat(with.width()).isEqualTo(without.width());
            double inside = meanChange(with, without, 0, 0.8);
            assertThat(inside).as("inside, seed %d", seed).isGreaterThan(4);
            assertThat(inside).isGreaterThan(2 * meanChange(with, without, 2.5, 4));
            assertThat(meanChange(with, without, 5, 99))
                    .as("far, seed %d", seed)
                    .isZero();
        });
    }

    @Test
    void shouldHonourTheSidesOfTheSettings() {
        LongStream.range(0, 30).forEach(seed -> {
            PhantomScan scan = Phantom.draw(new PhantomConfig(60, 90, 0.06, 0.1, 1, 1), seed, false);
            assertThat(Math.max(scan.width(), scan.height())).isBetween(60, 90);
            assertThat(scan.grey()).hasSize(scan.width() * scan.height());
        });
    }

    @Test
    void shouldNotGiveItselfAwayByTheMeanGreyLevel() {
        double[] healthy = means(0, 150, false);
        double[] ill = means(1000, 150, true);
        double wins = 0;
        for (double a : healthy) {
            for (double b : ill) {
                wins += b > a ? 1 : b == a ? 0.5 : 0;
            }
        }
        assertThat(wins / (healthy.length * ill.length)).isBetween(0.35, 0.65);
    }

    @Test
    void shouldNameTheSettingThatIsOutOfRange() {
        assertThatThrownBy(() -> new PhantomConfig(16, 90, 0.06, 0.1, 1, 1))
                .hasMessageContaining("leastSide is 16")
                .hasMessageContaining("from 32 to 2048 pixels");
        assertThatThrownBy(() -> new PhantomConfig(60, 50, 0.06, 0.1, 1, 1)).hasMessageContaining("greatestSide is 50");
        assertThatThrownBy(() -> new PhantomConfig(60, 90, 0.2, 0.1, 1, 1)).hasMessageContaining("greatestRadius");
        assertThatThrownBy(() -> new PhantomConfig(60, 90, 0.06, 0.1, Double.NaN, 1))
                .hasMessageContaining("contrast is NaN");
    }

    private static double[] means(long first, int count, boolean lesion) {
        return LongStream.range(first, first + count)
                .mapToDouble(seed -> {
                    byte[] grey =
                            Phantom.draw(PhantomConfig.ofSide(64), seed, lesion).grey();
                    double sum = 0;
                    for (byte level : grey) {
                        sum += level & 0xff;
                    }
                    return sum / grey.length;
                })
                .toArray();
    }

    private static double meanChange(PhantomScan a, PhantomScan b, double from, double to) {
        LesionOutline lesion = a.lesion();
        double reach = Math.sqrt(lesion.radiusX() * lesion.radiusY());
        double sum = 0;
        int count = 0;
        for (int i = 0; i < a.grey().length; i++) {
            double away =
                    Math.hypot(i % a.width() + 0.5 - lesion.centreX(), i / a.width() + 0.5 - lesion.centreY()) / reach;
            if (away >= from && away < to) {
                sum += Math.abs((a.grey()[i] & 0xff) - (b.grey()[i] & 0xff));
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
