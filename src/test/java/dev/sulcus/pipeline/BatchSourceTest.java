package dev.sulcus.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.types.TUint8;

@Tag("native")
@Timeout(60)
class BatchSourceTest {
    private static final PixelSpec PIXELS = new PixelSpec(32, 48, Resampling.AREA);
    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    private Path folder;

    private List<Path> files;
    private int blocksBefore;

    @BeforeEach
    void draw() {
        files = DrawnScans.write(folder, 11);
        blocksBefore = NativeBlocks.liveBlocks();
    }

    @AfterEach
    void demandThatNothingStaysOpen() {
        assertThat(NativeBlocks.liveBlocks())
                .as("%s", NativeBlocks.describeLive())
                .isEqualTo(blocksBefore);
    }

    @Test
    void shouldDeliverTheOrderInBatchesWithAShortLast() {
        int[] order = {3, 0, 10, 3, 7, 5, 1, 2, 9, 4};
        List<Integer> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        try (BatchSource source = open(4, 2, 0);
                Pass pass = source.start(order)) {
            for (Batch batch = pass.next(); batch != null; batch = pass.next()) {
                sizes.add(batch.size());
                assertThat(batch.images().shape().asArray()).containsExactly(batch.size(), 32, 48, 3);
                IntStream.range(0, batch.size()).map(batch::sample).forEach(seen::add);
                batch.close();
            }
        }
        assertThat(sizes).containsExactly(4, 4, 2);
        assertThat(seen).containsExactly(3, 0, 10, 3, 7, 5, 1, 2, 9, 4);
    }

    @Test
    void shouldGiveTheSamePixelsFromDecoderAndCache() {
        try (BatchSource streaming = open(4, 3, 0);
                BatchSource cached = open(4, 3, ALL)) {
            assertThat(streaming.cached()).isFalse();
            assertThat(cached.cached()).isTrue();
            byte[][] wanted = pixels(streaming, inOrder());
            assertThat(pixels(cached, inOrder())).isDeepEqualTo(wanted);
            assertThat(pixels(cached, inOrder())).isDeepEqualTo(wanted);
            for (int i = 0; i < files.size(); i++) {
                assertThat(wanted[i]).isEqualTo(decodedAlone(files.get(i)));
            }
        }
    }

    @Test
    void shouldStreamWhenTheBudgetIsSmallerThanTheSet() {
        try (BatchSource source = open(4, 2, files.size() * (long) PIXELS.imageBytes() - 1)) {
            assertThat(source.cached()).isFalse();
            pixels(source, inOrder());
            assertThat(source.times().copiedBytesPerImage()).isZero();
            assertThat(source.times().decodeNanos()).isPositive();
        }
    }

    @Test
    void shouldDecodeOnceAndThenCopyWhenTheSetFits() throws Exception {
        try (BatchSource source = open(4, 2, ALL)) {
            byte[][] first = pixels(source, inOrder());
            StageTimes decoded = source.times();
            for (Path file : files) {
                Files.delete(file);
            }
            assertThat(pixels(source, inOrder())).isDeepEqualTo(first);
            StageTimes later = source.times().since(decoded);
            assertThat(later.decodeNanos()).isZero();
            assertThat(later.copiedBytesPerImage()).isEqualTo(PIXELS.imageBytes());
        }
    }

    @Test
    void shouldWriteTheLastOperationStraightIntoTheTensor() {
        try (ImageTensor tensor = ImageTensor.allocate(PIXELS, 3);
                ScanLoader loader = new ScanLoader(10_000);
                Resampler resampler = new Resampler(PIXELS)) {
            for (int row = 0; row < 3; row++) {
                loader.load(files.get(row), ScanLoader.COLOR_AS_STORED);
                resampler.resample(loader.window(), tensor.rowAddress(row));
                assertThat(row(tensor.tensor(), row)).isEqualTo(decodedAlone(files.get(row)));
            }
        }
    }

    @Test
    void shouldReuseTheSameTensorsForEver() {
        Set<TUint8> tensors = Collections.newSetFromMap(new IdentityHashMap<>());
        try (BatchSource source = open(2, 3, ALL)) {
            pixels(source, inOrder());
            int blocks = NativeBlocks.liveBlocks();
            long bytes = NativeBlocks.liveBytes();
            for (int i = 0; i < 200 / 6 + 1; i++) {
                try (Pass pass = source.start(inOrder())) {
                    for (Batch batch = pass.next(); batch != null; batch = pass.next()) {
                        tensors.add(batch.images());
                        batch.close();
                    }
                }
            }
            assertThat(NativeBlocks.liveBlocks()).isEqualTo(blocks);
            assertThat(NativeBlocks.liveBytes()).isEqualTo(bytes);
            assertThat(tensors).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void shouldNotGrowWithTheNumberOfShortSizes() {
        var oneWorker = new PipelineConfig(PIXELS, 8, 2, 1, ALL, 1_000_000); // a second allocates its scratch late
        try (BatchSource source = BatchSource.open(oneWorker, files)) {
            pixels(source, new int[] {0, 1, 2});
            int blocks = NativeBlocks.liveBlocks();
            for (int n = 1; n < 8; n++) {
                assertThat(pixels(source, IntStream.range(0, n).toArray())).hasDimensions(n, PIXELS.imageBytes());
            }
            assertThat(NativeBlocks.liveBlocks()).isEqualTo(blocks);
        }
    }

    @Test
    void shouldReportFilesThatFailAsRowsOfZeros() {
        DrawnScans.write(files.get(2), new byte[0]);
        try (BatchSource source = open(11, 2, ALL)) {
            for (int i = 0; i < 2; i++) {
                try (Pass pass = source.start(inOrder());
                        Batch batch = pass.next()) {
                    assertThat(batch.failure(1)).isNull();
                    assertThat(batch.failure(2)).isEqualTo("empty: the file has no bytes");
                    assertThat(row(batch.images(), 2)).containsOnly(0);
                    assertThat(row(batch.images(), 3)).isEqualTo(decodedAlone(files.get(3)));
                }
            }
        }
    }

    @Test
    void shouldStayUsableAfterAnAbandonedPass() {
        Random random = new Random(1);
        try (BatchSource source = open(2, 2, 0)) {
            for (int i = 0; i < 30; i++) {
                try (Pass pass = source.start(inOrder())) {
                    for (int taken = random.nextInt(3); taken > 0; taken--) {
                        pass.next().close();
                    }
                }
            }
            assertThat(pixels(source, inOrder())[10]).isEqualTo(decodedAlone(files.get(10)));
        }
    }

    @Test
    void shouldKeepBorrowedBatchesValidBeyondPassAndSource() {
        BatchSource source = open(2, 2, 0);
        Pass pass = source.start(inOrder());
        Batch batch = pass.next();
        pass.close();
        source.close();
        assertThat(row(batch.images(), 1)).isEqualTo(decodedAlone(files.get(1)));
        batch.close();
    }

    @Test
    void shouldRefuseASecondPassWhileOneIsOpen() {
        try (BatchSource source = open(2, 2, 0);
                Pass pass = source.start(inOrder())) {
            assertThat(pass).isNotNull();
            assertThatThrownBy(() -> source.start(inOrder())).isInstanceOfSatisfying(Fault.class, this::isBug);
        }
    }

    @Test
    void shouldRefuseToWaitWhenTheCallerHoldsEveryBatch() {
        try (BatchSource source = open(2, 2, 0);
                Pass pass = source.start(inOrder());
                Batch first = pass.next();
                Batch second = pass.next()) {
            assertThat(first.sample(0) + second.sample(0)).isEqualTo(2);
            assertThatThrownBy(pass::next).isInstanceOfSatisfying(Fault.class, this::isBug);
        }
    }

    @Test
    void shouldBringAnUnexpectedExceptionToTheConsumerAndFreeEverything() {
        RowFiller broken = filler(() -> {
            throw new IllegalStateException("injected");
        });
        try (BatchSource source = openWith(broken)) {
            try (Pass pass = source.start(inOrder())) {
                assertThatThrownBy(pass::next)
                        .isInstanceOfSatisfying(Fault.class, this::isBug)
                        .hasMessageContaining("injected");
            }
            try (Pass pass = source.start(inOrder())) {
                assertThatThrownBy(pass::next).isInstanceOf(Fault.class);
            }
        }
    }

    @Test
    void shouldCallLackOfMemoryByItsName() {
        RowFiller broken = filler(() -> {
            throw new OutOfMemoryError("injected");
        });
        try (BatchSource source = openWith(broken);
                Pass pass = source.start(inOrder())) {
            assertThatThrownBy(pass::next).isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.kind())
                    .isEqualTo(FaultKind.MEMORY));
        }
    }

    @Test
    void shouldLetAnInterruptedConsumerGo() {
        CountDownLatch release = new CountDownLatch(1);
        RowFiller stuck = filler(() -> awaitQuietly(release));
        try (BatchSource source = openWith(stuck);
                Pass pass = source.start(inOrder())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(pass::next).isInstanceOf(Fault.class).hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            release.countDown();
        }
    }

    @Test
    void shouldFreeWhatIsOpenWhenAWorkerCannotBeMade() {
        PipelineConfig config = new PipelineConfig(PIXELS, 2, 2, 3, ALL, 10_000);
        List<RowFiller> made = new ArrayList<>();
        assertThatThrownBy(() -> BatchSource.open(config, 11, new StageClock(), () -> {
                    if (made.size() == 2) {
                        throw Fault.memory("injected", null);
                    }
                    made.add(filler(() -> {}));
                    return made.get(made.size() - 1);
                }))
                .hasMessage("injected");
    }

    @Test
    void shouldEndAnEmptyPassAtOnce() {
        try (BatchSource source = open(2, 2, 0);
                Pass pass = source.start(new int[0])) {
            assertThat(pass.next()).isNull();
        }
    }

    @Test
    void shouldRefuseABatchThatWasClosed() {
        try (BatchSource source = open(2, 2, 0);
                Pass pass = source.start(inOrder())) {
            Batch batch = pass.next();
            batch.close();
            assertThatThrownBy(batch::images).isInstanceOfSatisfying(Fault.class, this::isBug);
        }
    }

    private void isBug(Fault fault) {
        assertThat(fault.kind()).isEqualTo(FaultKind.BUG);
    }

    private BatchSource open(int batchSize, int slots, long budget) {
        return BatchSource.open(new PipelineConfig(PIXELS, batchSize, slots, 2, budget, 1_000_000), files);
    }

    private BatchSource openWith(RowFiller filler) {
        PipelineConfig config = new PipelineConfig(PIXELS, 2, 2, 1, 0, 1_000_000);
        return BatchSource.open(config, files.size(), new StageClock(), () -> filler);
    }

    private int[] inOrder() {
        return IntStream.range(0, files.size()).toArray();
    }

    private static byte[][] pixels(BatchSource source, int[] order) {
        List<byte[]> rows = new ArrayList<>();
        try (Pass pass = source.start(order)) {
            for (Batch batch = pass.next(); batch != null; batch = pass.next()) {
                for (int row = 0; row < batch.size(); row++) {
                    assertThat(batch.failure(row)).isNull();
                    rows.add(row(batch.images(), row));
                }
                batch.close();
            }
        }
        return rows.toArray(byte[][]::new);
    }

    private void drain(BatchSource source) {
        try (Pass pass = source.start(inOrder())) {
            for (Batch batch = pass.next(); batch != null; batch = pass.next()) {
                batch.close();
            }
        }
    }

    private static byte[] row(TUint8 images, int row) {
        byte[] pixels = new byte[PIXELS.imageBytes()];
        ByteDataBuffer data = images.asRawTensor().data();
        data.offset((long) row * pixels.length).read(pixels);
        return pixels;
    }

    private static byte[] decodedAlone(Path file) {
        try (ScanDecoder decoder = ScanDecoder.open(PIXELS, 1_000_000);
                NativeBlock block = NativeBlock.allocate("test", PIXELS.imageBytes())) {
            assertThat(decoder.decode(file, block.address())).isNull();
            byte[] pixels = new byte[PIXELS.imageBytes()];
            block.buffer().get(0, pixels);
            return pixels;
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RowFiller filler(Runnable body) {
        return new RowFiller() {
            @Override
            public String fill(int sample, long address) {
                body.run();
                return null;
            }

            @Override
            public void close() {}
        };
    }
}
