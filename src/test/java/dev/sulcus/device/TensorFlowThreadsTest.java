package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sulcus.support.ChildJava;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own: TensorFlow makes its threads once. The virtual machine may start a few meanwhile. */
@Tag("native")
class TensorFlowThreadsTest {
    private static final int MANY = 33;
    private static final int FEW_OF_JAVA = 8;

    @TempDir
    Path folder;

    @Test
    void shouldMakeOneThreadOfEachKindWhereOneWasChosen() throws Exception {
        assertThat(made(1)).isLessThan(4 + FEW_OF_JAVA);
    }

    @Test
    void shouldMakeAsManyAsWereChosenInsideAnOperationAndForOperations() throws Exception {
        assertThat(made(MANY)).isGreaterThanOrEqualTo(2 * MANY);
    }

    private int made(int wanted) throws Exception {
        ChildJava child = ChildJava.run(folder, "dev.sulcus.device.ThreadCount", wanted);
        assertThat(child.code()).as(child.err()).isZero();
        return Integer.parseInt(child.out().strip());
    }
}
