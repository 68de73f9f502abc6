package dev.sulcus.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.training.Lbfgs.End;
import dev.sulcus.training.Lbfgs.Objective;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LbfgsTest {
    @Test
    void shouldFindTheBottomOfRosenbrocksValley() {
        var solver = new Lbfgs(LbfgsTest::rosenbrock, 200, 1e-10);
        assertThat(solver.minimise(new double[] {-1.2, 1}, (i, value, point) -> true))
                .isEqualTo(End.CONVERGED);
        assertThat(solver.point()).containsExactly(new double[] {1, 1}, within(1e-9));
        assertThat(solver.largestGradient()).isLessThanOrEqualTo(1e-10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldSolveABadlyScaledQuadratic(long seed) {
        double[] curvature = new Random(seed).doubles(60, 1e-3, 1e3).toArray();
        double[] bottom = new Random(seed + 9).doubles(60, -5, 5).toArray();
        var solver = new Lbfgs(quadratic(curvature, bottom), 2000, 1e-9);
        assertThat(solver.minimise(new double[60], (i, value, point) -> true)).isEqualTo(End.CONVERGED);
        for (int i = 0; i < bottom.length; i++) {
            assertThat(solver.point()[i]).isCloseTo(bottom[i], within(1e-9 / curvature[i] + 1e-12));
        }
    }

    @Test
    void shouldNeverGoUphill() {
        var values = new ArrayList<Double>();
        new Lbfgs(LbfgsTest::rosenbrock, 200, 1e-10)
                .minimise(new double[] {-1.2, 1}, (i, value, point) -> values.add(value));
        assertThat(values).isSortedAccordingTo((a, b) -> Double.compare(b, a)).hasSizeGreaterThan(5);
    }

    @Test
    void shouldNotMoveFromTheBottom() {
        var solver = new Lbfgs(LbfgsTest::rosenbrock, 10, 1e-8);
        assertThat(solver.minimise(new double[] {1, 1}, (i, value, point) -> false))
                .isEqualTo(End.CONVERGED);
        assertThat(solver.point()).containsExactly(1, 1);
    }

    @Test
    void shouldSayWhenTheIterationsDidNotSuffice() {
        var solver = new Lbfgs(LbfgsTest::rosenbrock, 3, 1e-10);
        assertThat(solver.minimise(new double[] {-1.2, 1}, (i, value, point) -> true))
                .isEqualTo(End.EXHAUSTED);
    }

    @Test
    void shouldStopWhenToldTo() {
        var solver = new Lbfgs(LbfgsTest::rosenbrock, 200, 1e-10);
        assertThat(solver.minimise(new double[] {-1.2, 1}, (i, value, point) -> i < 4))
                .isEqualTo(End.STOPPED);
    }

    @Test
    void shouldSayThatItStallsWhereTheFunctionIsNoNumber() {
        Objective broken = (point, gradient) -> {
            gradient[0] = Double.NaN;
            return Double.NaN;
        };
        assertThat(new Lbfgs(broken, 10, 1e-8).minimise(new double[1], (i, value, point) -> true))
                .isEqualTo(End.STALLED);
    }

    @Test
    void shouldKeepTheStart() {
        double[] start = {-1.2, 1};
        new Lbfgs(LbfgsTest::rosenbrock, 50, 1e-10).minimise(start, (i, value, point) -> true);
        assertThat(start).containsExactly(-1.2, 1);
    }

    private static double rosenbrock(double[] p, double[] gradient) {
        double a = 1 - p[0];
        double b = p[1] - p[0] * p[0];
        gradient[0] = -2 * a - 400 * p[0] * b;
        gradient[1] = 200 * b;
        return a * a + 100 * b * b;
    }

    private static Objective quadratic(double[] curvature, double[] bottom) {
        return (point, gradient) -> {
            double value = 0;
            for (int i = 0; i < point.length; i++) {
                double away = point[i] - bottom[i];
                gradient[i] = curvature[i] * away;
                value += curvature[i] * away * away / 2;
            }
            return value;
        };
    }
}
