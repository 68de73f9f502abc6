package dev.sulcus.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.device.NativeBlocks;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.pipeline.PipelineResampling;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.support.HostCuda;
import dev.sulcus.support.HostJpeg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from files to a batch, over doubles of CUDA and nvJPEG. */
@Tag("native")
class DeviceBatchTest {
    private static final PictureTarget TARGET = new PictureTarget(24, 32, Interpolation.AREA, false);
    private static final KernelImage IMAGE = new KernelImage(new byte[] {1}, "sm_90");
    private static final int ROWS = 5;

    private final HostCuda cuda = new HostCuda();
    private final HostJpeg jpeg = new HostJpeg(cuda);
    private final List<NativeBlock> files = new ArrayList<>();
    private int blocks;

    /** What a test works with; closed in the order that is asked for. */
    private record Stage(Gpu gpu, JpegDecoder decoder, ResizeKernel kernel, DeviceBatch batch)
            implements AutoCloseable {
        @Override
        public void close() {
            CloseAll.close(batch, kernel, decoder);
        }
    }

    @BeforeEach
    void count() {
        blocks = NativeBlocks.liveBlocks();
    }

    @AfterEach
    void shouldHaveClosedEverything() {
        files.forEach(NativeBlock::close);
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(blocks);
        if (cuda.lastError() == CudaStatus.SUCCESS) {
            assertThat(cuda.live() + jpeg.live()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldGiveThePixelsThatTheHostGives(int lanes) {
        try (Stage stage = open(lanes)) {
            for (int round = 0; round < 3; round++) {
                stage.batch.begin();
                for (int row = 0; row < ROWS; row++) {
                    assertThat(add(stage, row, MadeUpJpeg.color(40 + 9 * row, 60 + 50 * round, row)))
                            .isEqualTo(JpegAnswer.DECODED);
                }
                stage.batch.run();
                for (int row = 0; row < ROWS; row++) {
                    assertThat(stage.batch.answer(row)).isEqualTo(JpegAnswer.DECODED);
                    assertThat(row(stage, row)).isEqualTo(onHost(MadeUpJpeg.color(40 + 9 * row, 60 + 50 * round, row)));
                }
            }
        }
    }

    @Test
    void shouldMixFilesOfTheCardWithPixelsOfTheHostInTheirOrder() {
        byte[] pixels = new byte[(int) TARGET.imageBytes()];
        Arrays.fill(pixels, (byte) 77);
        try (Stage stage = open(2)) {
            stage.batch.begin();
            assertThat(add(stage, 0, MadeUpJpeg.color(50, 50, 1))).isEqualTo(JpegAnswer.DECODED);
            assertThat(add(stage, 1, MadeUpJpeg.png(50, 50))).isEqualTo(JpegAnswer.NOT_JPEG);
            stage.batch.addPixels(1, keep(pixels));
            assertThat(add(stage, 2, MadeUpJpeg.grey(60, 40, 2))).isEqualTo(JpegAnswer.DECODED);
            stage.batch.run();
            assertThat(row(stage, 0)).isEqualTo(onHost(MadeUpJpeg.color(50, 50, 1)));
            assertThat(row(stage, 1)).isEqualTo(pixels);
            assertThat(row(stage, 2)).isEqualTo(onHost(MadeUpJpeg.grey(60, 40, 2)));
        }
    }

    @Test
    void shouldLeaveToTheHostWhatTheCardDoesNotDecode() {
        try (Stage stage = open(1)) {
            stage.batch.begin();
            assertThat(add(stage, 0, MadeUpJpeg.withFrame(8, 4))).isEqualTo(JpegAnswer.UNSUPPORTED);
            assertThat(add(stage, 1, MadeUpJpeg.withFrame(12, 3))).isEqualTo(JpegAnswer.UNSUPPORTED);
            assertThat(add(stage, 2, new byte[10])).isEqualTo(JpegAnswer.NOT_JPEG);
            assertThat(add(stage, 3, Arrays.copyOf(MadeUpJpeg.color(50, 50, 1), 80)))
                    .isEqualTo(JpegAnswer.DAMAGED);
            stage.batch.run(); // nothing to do
            stage.batch.synchronize();
            assertThat(cuda.calls()).doesNotContain("launch");
        }
    }

    @Test
    void shouldLoseOneRowToOneDamagedFile() {
        byte[] good = MadeUpJpeg.color(70, 50, 3);
        byte[] cut = Arrays.copyOf(good, good.length - 30);
        try (Stage stage = open(2)) {
            stage.batch.begin();
            add(stage, 0, good);
            add(stage, 1, cut);
            add(stage, 2, MadeUpJpeg.color(44, 51, 4));
            stage.batch.run();
            assertThat(stage.batch.answer(1)).isEqualTo(JpegAnswer.DAMAGED);
            assertThat(row(stage, 0)).isEqualTo(onHost(good));
            assertThat(row(stage, 2)).isEqualTo(onHost(MadeUpJpeg.color(44, 51, 4)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parse", "decodeOnHost", "transfer", "decodeOnDevice"})
    void shouldLoseOneRowToOneFailingDecode(String method) {
        try (Stage stage = open(1)) {
            stage.batch.begin();
            jpeg.failing(method, 2, JpegStatus.EXECUTION_FAILED);
            fill(stage);
            stage.batch.run();
            assertThat(stage.batch.answer(1)).isEqualTo(JpegAnswer.UNSUPPORTED);
            for (int row : new int[] {0, 2, 3, 4}) {
                assertThat(row(stage, row)).isEqualTo(onHost(MadeUpJpeg.color(48, 40 + row, row)));
            }
        }
    }

    @Test
    void shouldUseTheCardsEnginesForWhatTheyTake() {
        jpeg.withEngines();
        try (Stage stage = open(2)) {
            assertThat(stage.decoder.usesEngines()).isTrue();
            stage.batch.begin();
            add(stage, 0, MadeUpJpeg.color(50, 50, 1));
            add(stage, 1, MadeUpJpeg.grey(50, 50, 2));
            add(stage, 2, MadeUpJpeg.color(60, 50, 3));
            stage.batch.run();
            assertThat(row(stage, 0)).isEqualTo(onHost(MadeUpJpeg.color(50, 50, 1)));
            assertThat(row(stage, 1)).isEqualTo(onHost(MadeUpJpeg.grey(50, 50, 2)));
            assertThat(row(stage, 2)).isEqualTo(onHost(MadeUpJpeg.color(60, 50, 3)));
            assertThat(jpeg.calls())
                    .filteredOn(call -> call.equals("decodeOnHost"))
                    .hasSize(1);
        }
    }

    @Test
    void shouldDecodeOneByOneWhenTheEnginesRefuseTheirBatch() {
        jpeg.withEngines();
        byte[] good = MadeUpJpeg.color(50, 50, 1);
        try (Stage stage = open(2)) {
            for (int round = 0; round < 2; round++) {
                stage.batch.begin();
                add(stage, 0, good);
                add(stage, 1, Arrays.copyOf(good, good.length - 20));
                stage.batch.run();
                assertThat(stage.batch.answer(0)).isEqualTo(JpegAnswer.DECODED);
                assertThat(stage.batch.answer(1)).isEqualTo(JpegAnswer.DAMAGED);
                assertThat(row(stage, 0)).isEqualTo(onHost(good));
            }
            assertThat(jpeg.calls())
                    .filteredOn(call -> call.equals("initializeBatch"))
                    .hasSize(2);
        }
    }

    @Test
    void shouldDoWithoutEnginesOnRequest() {
        jpeg.withEngines();
        var gpu = Gpu.over(cuda, 0);
        try (var decoder = JpegDecoder.over(gpu, jpeg, new JpegConfig(1, false), 1)) {
            assertThat(decoder.usesEngines()).isFalse();
        }
    }

    @Test
    void shouldTakeASmallerBatchAfterOneThatDidNotFit() {
        cuda.withMemory(200_000);
        try (Stage stage = open(1)) {
            stage.batch.begin();
            for (int row = 0; row < ROWS; row++) {
                add(stage, row, MadeUpJpeg.color(200, 200, row));
            }
            Fault fault = catchThrowableOfType(Fault.class, stage.batch::run);
            assertThat(fault.kind()).isEqualTo(FaultKind.MEMORY);
            assertThat(stage.gpu.isPoisoned()).isFalse();
            stage.batch.begin();
            add(stage, 0, MadeUpJpeg.color(200, 200, 0));
            stage.batch.run();
            assertThat(row(stage, 0)).isEqualTo(onHost(MadeUpJpeg.color(200, 200, 0)));
        }
    }

    @Test
    void shouldCallTooLittleMemoryOfTheDecoderBySuchAName() {
        try (Stage stage = open(2)) {
            stage.batch.begin();
            jpeg.failing("transfer", 3, JpegStatus.ALLOCATOR_FAILURE, CudaStatus.MEMORY_ALLOCATION);
            fill(stage);
            Fault fault = catchThrowableOfType(Fault.class, stage.batch::run);
            assertThat(fault.kind()).isEqualTo(FaultKind.MEMORY);
            stage.batch.begin();
            add(stage, 0, MadeUpJpeg.color(48, 40, 0));
            stage.batch.run();
            assertThat(row(stage, 0)).isEqualTo(onHost(MadeUpJpeg.color(48, 40, 0)));
        }
    }

    @Test
    void shouldStopWhenADecodeLosesTheContext() {
        Stage stage = open(2);
        stage.batch.begin();
        cuda.failing("decodeOnDevice", 2, CudaStatus.ILLEGAL_ADDRESS);
        fill(stage);
        assertThatThrownBy(stage.batch::run).isInstanceOf(Fault.class).hasMessageContaining("is lost");
        assertThat(stage.gpu.isPoisoned()).isTrue();
        assertThatThrownBy(stage.batch::begin).hasMessageContaining("start the run again");
        stage.close();
    }

    @Test
    void shouldStopWhenTheKernelLosesTheContext() {
        Stage stage = open(1);
        stage.batch.begin();
        fill(stage);
        cuda.losingContextInNextLaunch(CudaStatus.LAUNCH_FAILURE);
        stage.batch.run();
        assertThatThrownBy(stage.batch::synchronize).hasMessageContaining("context of GPU 0 is lost");
        assertThatThrownBy(stage.batch::begin).hasMessageContaining("start the run again");
        stage.close();
    }

    @Test
    void shouldCloseWhileTheCardIsAtWork() {
        Stage stage = open(2);
        stage.batch.begin();
        fill(stage);
        stage.batch.run();
        stage.close();
        stage.close();
        assertThat(cuda.lastError()).isEqualTo(CudaStatus.SUCCESS);
    }

    @Test
    void shouldLetTwoBatchesShareDecoderAndKernel() {
        try (Stage stage = open(2);
                var other = DeviceBatch.open(stage.gpu, stage.decoder, stage.kernel, TARGET, ROWS)) {
            stage.batch.begin();
            other.begin();
            fill(stage);
            byte[] file = MadeUpJpeg.color(90, 70, 9);
            other.addJpeg(0, keep(file), file.length);
            stage.batch.run();
            other.run();
            assertThat(row(new Stage(stage.gpu, null, null, other), 0)).isEqualTo(onHost(file));
            assertThat(row(stage, 4)).isEqualTo(onHost(MadeUpJpeg.color(48, 44, 4)));
        }
    }

    /** Every call that opens something fails once; whatever was opened before it must be closed again. */
    @ParameterizedTest
    @ValueSource(
            strings = {"malloc", "createStream", "createEvent", "loadModule", "function", "copyToDevice", "launch"})
    void shouldCloseEverythingWhereverCudaFails(String method) {
        int failed = 0;
        for (int nth = 1; nth <= 12; nth++) {
            cuda.failing(method, nth, CudaStatus.MEMORY_ALLOCATION);
            failed += failsOnce() ? 1 : 0;
            assertThat(cuda.live() + jpeg.live()).as(method + " " + nth).isZero();
        }
        assertThat(failed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create",
                "createFile",
                "createParameters",
                "setOutputFormat",
                "createHostBuffer",
                "createDeviceBuffer",
                "createDecoder",
                "createState",
                "attachDeviceBuffer"
            })
    void shouldCloseEverythingWhereverNvJpegFails(String method) {
        jpeg.withEngines();
        int failed = 0;
        for (int nth = 1; nth <= 6; nth++) {
            jpeg.failing(method, nth, JpegStatus.ALLOCATOR_FAILURE);
            failed += failsOnce() ? 1 : 0;
            assertThat(cuda.live() + jpeg.live()).as(method + " " + nth).isZero();
        }
        assertThat(failed).isPositive();
    }

    @Test
    void shouldGoOnClosingWhenOneThingFailsToClose() {
        Stage stage = open(1);
        jpeg.failing("destroyState", 1, JpegStatus.INTERNAL_ERROR);
        assertThatThrownBy(stage::close).hasMessageContaining("closing a state");
        assertThat(cuda.live()).isZero();
        assertThat(jpeg.live()).isEqualTo(1);
        jpeg.destroyState(jpeg.anyHandle());
    }

    /** Whether opening, or one small batch, failed. */
    private boolean failsOnce() {
        try (Stage stage = open(2)) {
            stage.batch.begin();
            add(stage, 0, MadeUpJpeg.color(48, 40, 0));
            stage.batch.run();
            stage.batch.synchronize();
            return false;
        } catch (Fault e) {
            assertThat(e.kind()).isEqualTo(FaultKind.MEMORY);
            return true;
        }
    }

    private Stage open(int lanes) {
        Gpu gpu = Gpu.over(cuda, 0);
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            var decoder = JpegDecoder.over(gpu, jpeg, new JpegConfig(lanes, true), ROWS);
            opened.add(0, decoder);
            var kernel = ResizeKernel.load(gpu, IMAGE);
            opened.add(0, kernel);
            return new Stage(gpu, decoder, kernel, DeviceBatch.open(gpu, decoder, kernel, TARGET, ROWS));
        } catch (Fault e) {
            CloseAll.close(opened.toArray(AutoCloseable[]::new));
            throw e;
        }
    }

    private void fill(Stage stage) {
        for (int row = 0; row < ROWS; row++) {
            add(stage, row, MadeUpJpeg.color(48, 40 + row, row));
        }
    }

    private JpegAnswer add(Stage stage, int row, byte[] file) {
        return stage.batch.addJpeg(row, keep(file), file.length);
    }

    private long keep(byte[] bytes) {
        NativeBlock block = NativeBlock.allocate("test", bytes.length);
        block.buffer().put(0, bytes);
        files.add(block);
        return block.address();
    }

    private byte[] row(Stage stage, int row) {
        stage.batch.synchronize();
        long bytes = TARGET.imageBytes();
        return cuda.bytes(stage.batch.memory().address() + row * bytes, (int) bytes);
    }

    private static byte[] onHost(byte[] file) {
        MadeUpJpeg.Decoded decoded = MadeUpJpeg.decode(file);
        var spec = new PixelSpec(TARGET.height(), TARGET.width(), Resampling.AREA);
        return PipelineResampling.resample(spec, decoded.rgb(), decoded.width(), decoded.height(), 3);
    }
}
