package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls into CUDA's runtime, against one whose card is the host's memory. */
@Tag("native")
class HostLinkTest {
    private static final long BYTES = 1 << 16;

    @TempDir
    static Path folder;

    private static NativeLibrary cudart;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        cudart = PretendedLibrary.compile(folder, "cudart");
    }

    @AfterEach
    void leaveNothing() {
        fail(false, false);
        assertThat(cudart.getFunction("pretended_live").invokeInt(new Object[0]))
                .isZero();
    }

    @Test
    void shouldMeasureBothWaysToTheCard() {
        HostLink link = HostLink.measure(cudart, 2, BYTES);
        assertThat(link.pageableGigabytes()).isPositive().isFinite();
        assertThat(link.pageLockedGigabytes()).isPositive().isFinite();
    }

    @Test
    void shouldLeaveUndefinedWhatFailsAndFreeTheRest() {
        fail(true, false);
        HostLink link = HostLink.measure(cudart, 2, BYTES);
        assertThat(link.pageableGigabytes()).isNaN();
        assertThat(link.pageLockedGigabytes()).isNaN();
        fail(false, true);
        link = HostLink.measure(cudart, 2, BYTES);
        assertThat(link.pageableGigabytes()).isPositive();
        assertThat(link.pageLockedGigabytes()).isNaN();
    }

    private static void fail(boolean copies, boolean locking) {
        cudart.getFunction("pretended_failing").invokeVoid(new Object[] {copies ? 1 : 0, locking ? 1 : 0});
    }
}
