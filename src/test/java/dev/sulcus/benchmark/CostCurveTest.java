package dev.sulcus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostCurveTest {
    @Test
    void shouldFindTheLineThatItWasMadeOf() {
        CostCurve curve =
                CostCurve.of(List.of(point(100, 1.5, 1000), point(200, 2.5, 1100), point(1000, 10.5, 1900)), List.of());
        assertThat(curve.millisPerImage()).isCloseTo(10, within(1e-9));
        assertThat(curve.fixedSeconds()).isCloseTo(0.5, within(1e-9));
        assertThat(curve.determination()).isCloseTo(1, within(1e-12));
        assertThat(curve.memoryGrowthBytes()).isEqualTo(900);
        assertThat(curve.memoryGrowthPerImage()).isEqualTo(1);
    }

    @Test
    void shouldSeeThatACurveIsNoLine() {
        CostCurve curve = CostCurve.of(List.of(point(100, 1, 0), point(200, 4, 0), point(400, 16, 0)), List.of());
        assertThat(curve.determination()).isLessThan(0.99);
        assertThat(curve.leastMillis()).isCloseTo(10, within(1e-9));
        assertThat(curve.mostMillis()).isCloseTo(40, within(1e-9));
    }

    @Test
    void shouldSayNothingOfOnePoint() {
        CostCurve curve = CostCurve.of(List.of(point(100, 1, 5)), List.of());
        assertThat(curve.millisPerImage()).isNaN();
        assertThat(curve.determination()).isNaN();
        assertThat(curve.memoryGrowthPerImage()).isNaN();
    }

    private static CurvePoint point(int pictures, double seconds, double peak) {
        return new CurvePoint(pictures, 32, seconds, pictures / seconds, peak, peak, 0, null);
    }
}
