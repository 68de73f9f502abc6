package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompareNamesTest {
    @Test
    void shouldCallARunByItsFolder() {
        assertThat(CompareNames.of(List.of(Path.of("runs/a"), Path.of("runs/b/"))))
                .containsExactly("a", "b");
    }

    @Test
    void shouldAddParentsUntilTheNamesDiffer() {
        assertThat(CompareNames.of(List.of(Path.of("x/one/cnn"), Path.of("x/two/cnn"))))
                .containsExactly("one/cnn", "two/cnn");
    }

    @Test
    void shouldRefuseOneRunTwice() {
        assertThatThrownBy(() -> CompareNames.of(List.of(Path.of("a"), Path.of("b/../a"))))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("named twice");
    }

    @Test
    void shouldMakeAddressesThatABrowserTakes() {
        assertThat(CompareWork.relative(Path.of("/a/b"), Path.of("/a/c#1/100 %/report.html")))
                .isEqualTo("../c%231/100 %25/report.html");
    }
}
