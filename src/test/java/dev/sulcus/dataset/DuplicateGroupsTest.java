package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.phantom.Phantom;
import dev.sulcus.phantom.PhantomConfig;
import dev.sulcus.phantom.PhantomScan;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DuplicateGroupsTest {
    private static final int HEADS = 30;

    @Test
    void shouldKeepDifferentHeadsApart() {
        List<Scan> scans = LongStream.range(0, 300)
                .mapToObj(seed -> scan("head" + seed, 0, head(seed)))
                .toList();
        DuplicateGroups groups = DuplicateGroups.of(scans);
        assertThat(groups.nearDuplicates()).isEmpty();
        assertThat(groups.groups()).isEqualTo(300);
    }

    @Test
    void shouldJoinAReencodedCopy() {
        assertEveryHeadJoins(DuplicateGroupsTest::reencoded, HEADS);
    }

    @Test
    void shouldJoinARescaledCopy() {
        assertEveryHeadJoins(scan -> rescaled(scan, 0.7, 0.7), HEADS);
    }

    @Test
    void shouldJoinACopyWithAnotherAspect() {
        assertEveryHeadJoins(scan -> rescaled(scan, 1, 0.75), HEADS);
    }

    @Test
    void shouldJoinABrighterAndADarkerCopy() {
        assertEveryHeadJoins(scan -> shifted(scan, 5), HEADS);
        assertEveryHeadJoins(scan -> shifted(scan, -5), HEADS);
    }

    @Test
    void shouldJoinACopyWithLessMargin() {
        assertEveryHeadJoins(DuplicateGroupsTest::trimmed, HEADS);
    }

    @Test
    void shouldJoinAMirroredCopy() {
        assertEveryHeadJoins(DuplicateGroupsTest::mirrored, HEADS);
    }

    @Test
    void shouldJoinByteCopiesWhateverTheyLookLike() {
        Fingerprint blank = Fingerprint.of(new byte[64], 8, 8);
        List<Scan> scans =
                List.of(scan("a", 0, "same", blank), scan("b", 0, "other", blank), scan("c", 0, "same", blank));
        DuplicateGroups groups = DuplicateGroups.of(scans);
        assertThat(groups.byteCopies()).containsExactly(List.of(0, 2));
        assertThat(groups.nearDuplicates()).containsExactly(List.of(0, 2));
        assertThat(groups.surplusCopies()).isOne();
    }

    @Test
    void shouldKeepBlankPicturesOfDifferentBytesApart() {
        Fingerprint blank = Fingerprint.of(new byte[64], 8, 8);
        DuplicateGroups groups = DuplicateGroups.of(List.of(scan("a", 0, "1", blank), scan("b", 0, "2", blank)));
        assertThat(groups.groups()).isEqualTo(2);
    }

    @Test
    void shouldNumberGroupsByTheirFirstScan() {
        PhantomScan one = head(1);
        PhantomScan two = head(2);
        List<Scan> scans = List.of(
                scan("a", 0, one), scan("b", 0, two), scan("c", 0, reencoded(one)), scan("d", 0, reencoded(two)));
        DuplicateGroups groups = DuplicateGroups.of(scans);
        assertThat(IntStream.range(0, 4).map(groups::groupOf)).containsExactly(0, 1, 0, 1);
        assertThat(groups.nearDuplicates()).containsExactly(List.of(0, 2), List.of(1, 3));
        assertThat(groups.byteCopies()).isEmpty();
        assertThat(groups.surplusCopies()).isZero();
    }

    @Test
    void shouldChainCopiesOfCopiesIntoOneGroup() {
        // 20 and 40 bits apart: the ends are joined only through the middle.
        List<Scan> scans =
                List.of(scan("a", 0, "1", bits(0)), scan("b", 0, "2", bits(40)), scan("c", 0, "3", bits(20)));
        assertThat(DuplicateGroups.of(scans).nearDuplicates()).containsExactly(List.of(0, 1, 2));
        assertThat(DuplicateGroups.of(scans.subList(0, 2)).nearDuplicates()).isEmpty();
    }

    @Test
    void shouldPutTheThresholdWhereItSays() {
        List<Scan> within = List.of(scan("a", 0, "1", bits(0)), scan("b", 0, "2", bits(DuplicateGroups.MOST_BITS)));
        List<Scan> beyond = List.of(scan("a", 0, "1", bits(0)), scan("b", 0, "2", bits(DuplicateGroups.MOST_BITS + 1)));
        assertThat(DuplicateGroups.of(within).groups()).isOne();
        assertThat(DuplicateGroups.of(beyond).groups()).isEqualTo(2);
    }

    @Test
    void shouldNameGroupsThatHoldBothLabels() {
        PhantomScan one = head(1);
        List<Scan> scans = List.of(
                scan("a", 0, one),
                scan("b", 1, head(2)),
                scan("c", 1, reencoded(one)),
                scan("d", 1, reencoded(head(2))));
        assertThat(DuplicateGroups.of(scans).conflicts()).containsExactly(List.of(0, 2));
    }

    @Test
    void shouldReportAHeadWithAndWithoutASmallLesionAsOnePictureUnderTwoLabels() {
        var small = new PhantomConfig(160, 200, 0.03, 0.05, 1, 1);
        List<Scan> scans = new ArrayList<>();
        for (long seed = 0; seed < HEADS; seed++) {
            scans.add(scan("clean" + seed, 0, Phantom.draw(small, seed, false)));
            scans.add(scan("ill" + seed, 1, Phantom.draw(small, seed, true)));
        }
        DuplicateGroups groups = DuplicateGroups.of(scans);
        assertThat(groups.conflicts()).hasSizeGreaterThan(HEADS * 9 / 10);
    }

    @Test
    void shouldGroupTheSameScansInAnyOrder() {
        List<Scan> scans = new ArrayList<>();
        for (long seed = 0; seed < HEADS; seed++) {
            scans.add(scan("head" + seed, 0, head(seed)));
            scans.add(seed % 2 == 0 ? scan("copy" + seed, 0, trimmed(head(seed))) : scans.get(scans.size() - 1));
        }
        List<Scan> shuffled = new ArrayList<>(scans);
        Collections.shuffle(shuffled, new Random(6));
        DuplicateGroups before = DuplicateGroups.of(scans);
        DuplicateGroups after = DuplicateGroups.of(shuffled);
        assertThat(after.groups()).isEqualTo(before.groups());
        for (int i = 0; i < scans.size(); i++) {
            for (int j = 0; j < scans.size(); j++) {
                boolean together = before.groupOf(i) == before.groupOf(j);
                int a = shuffled.indexOf(scans.get(i));
                int b = shuffled.indexOf(scans.get(j));
                assertThat(after.groupOf(a) == after.groupOf(b)).isEqualTo(together);
            }
        }
    }

    @Test
    void shouldFindNothingInNothing() {
        DuplicateGroups none = DuplicateGroups.of(List.of());
        assertThat(none.groups()).isZero();
        assertThat(none.nearDuplicates()).isEmpty();
    }

    private static void assertEveryHeadJoins(UnaryOperator<PhantomScan> change, int heads) {
        List<Scan> scans = new ArrayList<>();
        LongStream.range(0, heads).forEach(seed -> scans.add(scan("head" + seed, 0, head(seed))));
        LongStream.range(0, heads).forEach(seed -> scans.add(scan("copy" + seed, 0, change.apply(head(seed)))));
        List<List<Integer>> pairs =
                IntStream.range(0, heads).mapToObj(i -> List.of(i, i + heads)).toList();
        assertThat(DuplicateGroups.of(scans).nearDuplicates()).isEqualTo(pairs);
    }

    private static PhantomScan head(long seed) {
        return Phantom.draw(new PhantomConfig(150, 260, 0.06, 0.18, 1, 1), seed, seed % 2 == 0);
    }

    private static Scan scan(String name, int label, PhantomScan picture) {
        return scan(name, label, name, Fingerprint.of(picture.grey(), picture.width(), picture.height()));
    }

    private static Scan scan(String name, int label, String sha256, Fingerprint fingerprint) {
        var facts = new ScanFacts(ImageFormat.PNG, ColorMode.GREY, 8, 1, 1, 1, sha256, fingerprint);
        return new Scan(name, label == 1 ? "yes" : "no", label, Path.of(name), facts);
    }

    /** A fingerprint with as many bits set, and always the same thumbnail. */
    private static Fingerprint bits(int count) {
        long[] hash = new long[4];
        for (int i = 0; i < count; i++) {
            hash[i / 64] |= 1L << i;
        }
        byte[] thumbnail = new byte[4096];
        new Random(1).nextBytes(thumbnail);
        return new Fingerprint(hash, thumbnail);
    }

    private static PhantomScan reencoded(PhantomScan scan) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image(scan), "jpeg", bytes);
            BufferedImage back = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
            byte[] grey = (byte[]) back.getRaster().getDataElements(0, 0, scan.width(), scan.height(), null);
            return new PhantomScan(scan.width(), scan.height(), grey, scan.lesion());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BufferedImage image(PhantomScan scan) {
        var image = new BufferedImage(scan.width(), scan.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, scan.width(), scan.height(), scan.grey());
        return image;
    }

    private static PhantomScan rescaled(PhantomScan scan, double across, double down) {
        int width = (int) Math.round(scan.width() * across);
        int height = (int) Math.round(scan.height() * down);
        Grid grid = Grid.of(scan.grey(), scan.width(), scan.height());
        double[] levels = grid.averaged(grid.whole(), width, height).values();
        byte[] grey = new byte[levels.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) Math.round(levels[i]);
        }
        return new PhantomScan(width, height, grey, scan.lesion());
    }

    private static PhantomScan shifted(PhantomScan scan, int levels) {
        byte[] grey = scan.grey().clone();
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) Math.max(0, Math.min(255, (grey[i] & 0xff) + levels));
        }
        return new PhantomScan(scan.width(), scan.height(), grey, scan.lesion());
    }

    /** Cuts two rows and two columns of the margin. */
    private static PhantomScan trimmed(PhantomScan scan) {
        int cut = 2;
        int width = scan.width() - cut;
        int height = scan.height() - cut;
        byte[] grey = new byte[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(scan.grey(), (y + cut) * scan.width() + cut, grey, y * width, width);
        }
        return new PhantomScan(width, height, grey, scan.lesion());
    }

    private static PhantomScan mirrored(PhantomScan scan) {
        byte[] grey = new byte[scan.grey().length];
        for (int i = 0; i < grey.length; i++) {
            int x = i % scan.width();
            grey[i] = scan.grey()[i - x + scan.width() - 1 - x];
        }
        return new PhantomScan(scan.width(), scan.height(), grey, scan.lesion());
    }
}
