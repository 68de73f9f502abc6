package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardSupportTest {
    @ParameterizedTest
    @CsvSource({"6.0, 12.0", "8.9, 12.2", "9.0, 12.3", "9.0, 13.0", "9.0,", ", 12.0"})
    void shouldHaveNothingAgainstACardThatTensorFlowHasCodeFor(String capability, String cuda) {
        assertThat(CardSupport.obstacle(List.of(card(capability)), cuda)).isEmpty();
    }

    @Test
    void shouldNameTheDriverThatCompilesForHopper() {
        assertThat(CardSupport.obstacle(List.of(card("8.0"), card("9.0")), "12.2"))
                .get()
                .asString()
                .contains("9.0", "12.2", "driver 545 or later");
    }

    @ParameterizedTest
    @CsvSource({"10.0, 13.0", "12.0,"})
    void shouldRefuseACardThatIsTooNew(String capability, String cuda) {
        assertThat(CardSupport.obstacle(List.of(card(capability)), cuda))
                .get()
                .asString()
                .contains(capability, "--device cpu");
    }

    private static GpuCard card(String capability) {
        return new GpuCard("a card", capability, 1L << 36, null, Double.NaN);
    }
}
