package dev.sulcus.cuda;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code resize.cu} on a card: many pictures of different sizes become rows of one batch in one launch. Its result equals
 * the host's to the last bit. Whoever opens it closes it. One thread at a time.
 */
public final class ResizeKernel implements AutoCloseable {
    /** The file's name, without its ending. */
    public static final String SOURCE = "resize";
    /** The kernel's name in it. */
    public static final String NAME = "resizePictures";

    private static final int BLOCK = 256;
    /** CUDA's limit for the second dimension of a grid. */
    private static final int MOST_PICTURES = 65_535;

    private static final int ARGUMENTS = 4;

    private final Gpu gpu;
    private final KernelModule module;
    private final long function;
    private final NativeBlock arguments;
    private final ByteBuffer values;

    private ResizeKernel(Gpu gpu, KernelModule module, long function) {
        this.gpu = gpu;
        this.module = module;
        this.function = function;
        // ARGUMENTS addresses, then the values that they name, eight bytes each.
        this.arguments = NativeBlock.allocate("arguments of a kernel", 2L * ARGUMENTS * Long.BYTES);
        this.values = arguments.buffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < ARGUMENTS; i++) {
            values.putLong(i * Long.BYTES, arguments.address() + (long) (ARGUMENTS + i) * Long.BYTES);
        }
    }

    /**
     * Compiles the source for the card and loads it: some tenths of a second.
     *
     * @throws Fault of kind device where there is no compiler
     */
    public static ResizeKernel open(Gpu gpu) {
        return load(gpu, KernelCompiler.open().compileFor(KernelSource.read(SOURCE), gpu.capability()));
    }

    /** Loads an image that is compiled already. */
    public static ResizeKernel load(Gpu gpu, KernelImage image) {
        KernelModule module = KernelModule.load(gpu, image);
        try {
            return new ResizeKernel(gpu, module, module.function(NAME));
        } catch (Fault e) {
            module.close();
            throw e;
        }
    }

    /**
     * Gives a stream the work.
     *
     * @param table of {@code count} pictures, on the card
     * @param batch uint8 [N, height, width, 3]; rows that no picture names stay as they are
     */
    synchronized void launch(
            GpuStream stream, DeviceMemory table, int count, DeviceMemory batch, PictureTarget target) {
        if (count == 0) {
            return;
        }
        if (count > MOST_PICTURES || module.isClosed()) {
            throw Fault.bug(count + " pictures in a launch of " + NAME + ", closed: " + module.isClosed());
        }
        set(0, table.part(0, (long) count * PictureTable.ENTRY_BYTES));
        set(1, batch.address());
        set(2, target.width());
        set(3, target.height());
        int blocks = (target.width() * target.height() + BLOCK - 1) / BLOCK;
        gpu.enter();
        gpu.check(
                gpu.calls().launch(function, blocks, count, BLOCK, stream.handle(), arguments.address()),
                "resizing " + count + " pictures");
    }

    @Override
    public void close() {
        module.close();
        arguments.close();
    }

    private void set(int index, long value) {
        values.putLong((ARGUMENTS + index) * Long.BYTES, value);
    }
}
