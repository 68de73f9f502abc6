package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecodingTest {
    @Test
    void shouldDivideNothingInFull() {
        assertThat(Decoding.FULL.ratio(spec(Region.WHOLE), 4000, 4000)).isEqualTo(1);
    }

    @Test
    void shouldKeepBothSidesAtLeastAsLongAsWanted() {
        assertThat(ratio(Region.WHOLE, 199, 4000)).isEqualTo(1);
        assertThat(ratio(Region.WHOLE, 200, 4000)).isEqualTo(2);
        assertThat(ratio(Region.WHOLE, 4000, 399)).isEqualTo(2);
        assertThat(ratio(Region.WHOLE, 400, 400)).isEqualTo(4);
        assertThat(ratio(Region.WHOLE, 9000, 9000)).isEqualTo(8);
    }

    @Test
    void shouldKeepTwiceAsMuchWhereAPartEnters() {
        assertThat(ratio(Region.HEAD, 399, 400)).isEqualTo(1);
        assertThat(ratio(Region.HEAD, 400, 400)).isEqualTo(2);
    }

    private static int ratio(Region region, int width, int height) {
        return Decoding.REDUCED.ratio(spec(region), width, height);
    }

    private static PixelSpec spec(Region region) {
        return new PixelSpec(100, 100, Resampling.AREA, region, Fit.STRETCH, Tone.STORED, Decoding.REDUCED);
    }
}
