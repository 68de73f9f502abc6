package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.cuda.CudaStatus;
import dev.sulcus.cuda.Gpu;
import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.support.PageLockCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class PageLockingTest {
    private static final PixelSpec PIXELS = new PixelSpec(16, 16, Resampling.AREA);
    private static final int SLOTS = 3;
    private static final int BATCH = 4;
    private static final int FILES = 10; // two whole batches and a short one
    private static final int LOST = 719;

    @TempDir
    static Path folder;

    private static List<Path> files;

    private final PageLockCalls cuda = new PageLockCalls();
    private final List<String> said = new ArrayList<>();
    private final PageLocking locking = PageLocking.by(Gpu.over(cuda.calls(), 0), said::add);

    @BeforeAll
    static void draw() {
        files = dev.sulcus.support.DrawnScans.write(folder, FILES, 20, 1).files();
    }

    @Test
    void shouldLockEachBatchTensorOnceAndUnlockItBeforeItIsFreed() {
        int before = NativeBlocks.liveBlocks();
        try (BatchSource source = open()) {
            assertThat(cuda.noted()).isEqualTo(Collections.nCopies(SLOTS, "lock"));
            assertThat(pass(source)).isEqualTo(FILES);
            assertThat(pass(source)).isEqualTo(FILES);
            assertThat(cuda.locked()).isEqualTo(SLOTS + 1); // the short one too
        }
        assertThat(cuda.locked()).isZero();
        assertThat(cuda.noted()).hasSize(2 * (SLOTS + 1)).doesNotContain("unlock of what is not locked");
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
        assertThat(said).isEmpty();
        assertThat(locking.refusal()).isEmpty();
    }

    @Test
    void shouldGoOnWithPageableMemoryAndSaySoOnceWhereTheSystemRefuses() {
        cuda.refuseAfter(1, CudaStatus.MEMORY_ALLOCATION);
        try (BatchSource source = open()) {
            assertThat(pass(source)).isEqualTo(FILES);
        }
        assertThat(said).singleElement().asString().contains("pageable memory").contains("cannot page-lock");
        assertThat(cuda.noted()).containsExactly("lock", "refuse", "refuse", "refuse", "unlock");
        assertThat(locking.refusal()).contains(said.get(0));
    }

    @Test
    void shouldFreeWhatIsLockedAlreadyWhenTheCardIsLost() {
        int before = NativeBlocks.liveBlocks();
        cuda.refuseAfter(2, LOST);
        assertThatThrownBy(this::open).isInstanceOf(Fault.class).hasMessageContaining("is lost");
        // Locks of a lost context are gone with it; the tensors are freed here.
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    @Test
    void shouldUnlockABatchThatIsBorrowedOnlyWhenItComesBack() {
        BatchSource source = open();
        Pass pass = source.start(IntStream.range(0, FILES).toArray());
        Batch batch = pass.next();
        source.close();
        assertThat(cuda.locked()).isEqualTo(SLOTS + 1);
        batch.close();
        assertThat(cuda.locked()).isZero();
    }

    @Test
    void shouldLockNothingForASessionOnTheCpu() {
        SessionConfig session = SessionConfig.DEFAULT.with(DeviceChoice.CPU);
        assertThat(PageLocking.forSession(session, said::add)).isSameAs(PageLocking.NONE);
        assertThat(PageLocking.NONE.lock(4096, 4096)).isNull();
    }

    private BatchSource open() {
        var config = new PipelineConfig(PIXELS, BATCH, SLOTS, 2, 0, 1_000_000);
        return BatchSource.open(config, files, locking);
    }

    private static int pass(BatchSource source) {
        int images = 0;
        try (Pass pass = source.start(IntStream.range(0, FILES).toArray())) {
            for (Batch next = pass.next(); next != null; next = pass.next()) {
                try (Batch batch = next) {
                    images += batch.size();
                }
            }
        }
        return images;
    }
}
