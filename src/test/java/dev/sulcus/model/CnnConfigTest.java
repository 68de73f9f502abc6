package dev.sulcus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CnnConfigTest {
    @Test
    void shouldTakeTheEdgesOfEveryRange() {
        assertThat(new CnnConfig(List.of(1), 1, 0).filters()).containsExactly(1);
        assertThat(new CnnConfig(Collections.nCopies(6, 4096), 65_536, 0.999).denseUnits())
                .isEqualTo(65_536);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
    void shouldRefuseDropoutOutsideItsRange(double dropout) {
        assertRefused(List.of(8), 8, dropout, "dropout is " + dropout);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_537})
    void shouldRefuseDenseUnitsOutsideTheirRange(int units) {
        assertRefused(List.of(8), units, 0, "denseUnits is " + units);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4097})
    void shouldRefuseFiltersOutsideTheirRange(int filters) {
        assertRefused(List.of(8, filters), 8, 0, "filters is " + filters);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void shouldRefuseAnotherNumberOfBlocks(int blocks) {
        assertRefused(Collections.nCopies(blocks, 8), 8, 0, "filters has " + blocks + " blocks");
    }

    @Test
    void shouldNotChangeWithTheListItWasMadeFrom() {
        var filters = new ArrayList<>(List.of(8));
        var config = new CnnConfig(filters, 8, 0);
        filters.set(0, 16);
        assertThat(config.filters()).containsExactly(8);
    }

    private static void assertRefused(List<Integer> filters, int units, double dropout, String message) {
        assertThatThrownBy(() -> new CnnConfig(filters, units, dropout))
                .hasMessageStartingWith(message)
                .extracting(e -> ((Fault) e).kind())
                .isEqualTo(FaultKind.USAGE);
    }
}
