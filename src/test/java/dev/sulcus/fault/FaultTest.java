package dev.sulcus.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void shouldEndWithTwoForUsage130WhenInterruptedAndOneForEverythingElse() {
        assertThat(FaultKind.values()).allSatisfy(kind -> assertThat(kind.exitCode())
                .isEqualTo(kind == FaultKind.USAGE ? 2 : kind == FaultKind.INTERRUPTED ? 130 : 1));
    }

    @Test
    void shouldKeepKindMessageAndCause() {
        var cause = new IllegalStateException("inner");
        var fault = Fault.data("scan.jpg: cut off; copy it again", cause);
        assertThat(fault.kind()).isEqualTo(FaultKind.DATA);
        assertThat(fault).hasMessage("scan.jpg: cut off; copy it again").hasCause(cause);
    }
}
