package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.artefact.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExclusionTest {
    /** Some picture, the same for all: only the hashes tell scans apart. */
    private static final byte[] THUMBNAIL = new byte[Fingerprint.THUMBNAIL_SIDE * Fingerprint.THUMBNAIL_SIDE];

    static {
        new Random(1).nextBytes(THUMBNAIL);
    }

    @Test
    void shouldDropWhatShowsAnExcludedPictureAndWhatIsLinkedToOne() {
        List<Scan> scans = List.of(scan("a", 0), scan("near", 20), scan("linked", 40), scan("far", 120));
        Exclusion exclusion = Exclusion.of(scans, List.of(scan("test", 0)));
        assertThat(exclusion.dropped()).containsExactly(0, 1, 2);
        assertThat(exclusion.direct()).containsExactly(0, 1);
    }

    @Test
    void shouldDropWhatIsLinkedThroughTheExcludedSetItself() {
        List<Scan> scans = List.of(scan("a", 60));
        Exclusion exclusion = Exclusion.of(scans, List.of(scan("test", 0), scan("bridge", 20), scan("last", 40)));
        assertThat(exclusion.dropped()).containsExactly(0);
        assertThat(exclusion.direct()).containsExactly(0);
    }

    @Test
    void shouldDropAMirroredPicture() {
        Fingerprint one = new Fingerprint(new long[4], THUMBNAIL).mirrored(); // has the hash of its own picture
        Exclusion exclusion = Exclusion.of(List.of(scan("a", one)), List.of(scan("b", one.mirrored())));
        assertThat(one.distance(one.mirrored())).isGreaterThan(DuplicateGroups.MOST_BITS);
        assertThat(exclusion.direct()).containsExactly(0);
    }

    @Test
    void shouldDropAByteCopyOfABlankPicture() {
        var blank = new Fingerprint(new long[4], new byte[THUMBNAIL.length]);
        Exclusion exclusion =
                Exclusion.of(List.of(scan("same", blank), scan("other", blank)), List.of(scan("same", blank)));
        assertThat(exclusion.dropped()).containsExactly(0);
        assertThat(exclusion.direct()).containsExactly(0);
    }

    @Test
    void shouldDropNothingWhenNothingIsExcluded() {
        Exclusion exclusion = Exclusion.of(List.of(scan("a", 0)), List.of());
        assertThat(exclusion.dropped()).isEmpty();
        assertThat(exclusion.direct()).isEmpty();
    }

    /** A scan whose hash has so many bits set, from the lowest. */
    private static Scan scan(String content, int bits) {
        long[] hash = new long[4];
        for (int i = 0; i < bits; i++) {
            hash[i / Long.SIZE] |= 1L << i;
        }
        return scan(content, new Fingerprint(hash, THUMBNAIL));
    }

    private static Scan scan(String content, Fingerprint fingerprint) {
        var facts = new ScanFacts(ImageFormat.PNG, ColorMode.GREY, 8, 64, 64, 100, Sha256.of(content), fingerprint);
        return new Scan("no/" + content, "no", 0, Path.of(content), facts);
    }
}
