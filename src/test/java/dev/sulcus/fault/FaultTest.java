package dev.sulcus.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void shouldGiveEachKindItsExitCode() {
        assertThat(FaultKind.USAGE.exitCode()).isEqualTo(2);
        assertThat(FaultKind.INTERRUPTED.exitCode()).isEqualTo(130);
        assertThat(EnumSet.complementOf(EnumSet.of(FaultKind.USAGE, FaultKind.INTERRUPTED)))
                .allSatisfy(kind -> assertThat(kind.exitCode()).isEqualTo(1));
    }

    @Test
    void shouldKeepKindMessageAndCause() {
        var cause = new IllegalStateException("inner");
        var fault = Fault.data("scan.jpg: cut off; copy it again", cause);
        assertThat(fault.kind()).isEqualTo(FaultKind.DATA);
        assertThat(fault).hasMessage("scan.jpg: cut off; copy it again").hasCause(cause);
    }
}
