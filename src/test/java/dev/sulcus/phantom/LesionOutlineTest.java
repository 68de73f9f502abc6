package dev.sulcus.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LesionOutlineTest {
    @Test
    void shouldContainWhatLiesInsideTheTurnedEllipse() {
        var upright = new LesionOutline("bright", 50, 40, 20, 5, 0);
        assertThat(upright.contains(69, 40)).isTrue();
        assertThat(upright.contains(50, 46)).isFalse();
        var turned = new LesionOutline("bright", 50, 40, 20, 5, 90);
        assertThat(turned.contains(69, 40)).isFalse();
        assertThat(turned.contains(50, 59)).isTrue();
    }

    @Test
    void shouldTurnClockwiseAsThePictureIsSeen() {
        var slanted = new LesionOutline("ring", 0, 0, 20, 5, 45);
        assertThat(slanted.contains(13, 13)).isTrue();
        assertThat(slanted.contains(13, -13)).isFalse();
    }

    @Test
    void shouldGrowWithThePicture() {
        LesionOutline doubled = new LesionOutline("dark", 10, 20, 4, 3, 30).scaled(2, 2);
        assertThat(doubled).isEqualTo(new LesionOutline("dark", 20, 40, 8, 6, 30));
    }
}
