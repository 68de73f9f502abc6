package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.support.ChildJava;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own, and by TensorFlow's own word: it reads the environment once. */
@Tag("native")
class ProcessSwitchesTest {
    @TempDir
    Path folder;

    @Test
    void shouldForbidTf32AndRepeatBitsWhereThatWasChosen() throws Exception {
        assertThat(switched(true, false)).isEqualTo("null 0 true false 1 global");
    }

    @Test
    void shouldAllowTf32AndAnyBitsWhereThatWasChosen() throws Exception {
        assertThat(switched(false, true)).isEqualTo("null null false true null global");
    }

    private String switched(boolean repeat, boolean tf32) throws Exception {
        ChildJava child = ChildJava.run(folder, "dev.sulcus.device.SwitchedProcess", repeat, tf32);
        assertThat(child.code()).as(child.err()).isZero();
        return child.out().strip();
    }
}
