package dev.sulcus.resident;

import dev.sulcus.cuda.Gpu;
import dev.sulcus.cuda.JpegConfig;
import dev.sulcus.cuda.JpegDecoder;
import dev.sulcus.cuda.KernelCompiler;
import dev.sulcus.cuda.KernelImage;
import dev.sulcus.cuda.KernelSource;
import dev.sulcus.cuda.ResizeKernel;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The card that decodes, and how its tools are opened, by whoever closes them.
 *
 * @param gpu the card
 * @param decoder opens one for batches of so many files
 * @param kernel opens one
 */
public record Card(Gpu gpu, IntFunction<JpegDecoder> decoder, Supplier<ResizeKernel> kernel) {
    private static final int MOST_LANES = 16;

    /**
     * The card that TensorFlow calls its first. Its JPEG engines are used where it has some.
     *
     * @param threads of the host that help to decode
     * @throws dev.sulcus.fault.Fault of kind device, with what to do, where there is none
     */
    public static Card first(int threads) {
        Gpu gpu = Gpu.firstOfTensorFlow();
        var config = new JpegConfig(Math.min(Math.max(threads, 1), MOST_LANES), true);
        KernelImage image = KernelCompiler.open().compileFor(KernelSource.read(ResizeKernel.SOURCE), gpu.capability());
        var card =
                new Card(gpu, capacity -> JpegDecoder.open(gpu, config, capacity), () -> ResizeKernel.load(gpu, image));
        card.decoder().apply(1).close(); // says now what is missing
        return card;
    }
}
