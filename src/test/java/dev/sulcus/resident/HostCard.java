package dev.sulcus.resident;

import dev.sulcus.cuda.Gpu;
import dev.sulcus.cuda.JpegConfig;
import dev.sulcus.cuda.JpegDecoder;
import dev.sulcus.cuda.KernelImage;
import dev.sulcus.cuda.ResizeKernel;
import dev.sulcus.support.HostCuda;
import dev.sulcus.support.HostJpeg;

/**
 * A double of a card: its memory is the host's, it decodes as the host does, and its kernel is plain Java; so TensorFlow on
 * the processor can read what it makes.
 */
public final class HostCard {
    public final HostCuda cuda = new HostCuda();
    public final HostJpeg jpeg = new HostJpeg(cuda);

    /** The card, over the doubles. */
    public Card card() {
        Gpu gpu = Gpu.over(cuda, 0);
        return new Card(
                gpu,
                capacity -> JpegDecoder.over(gpu, jpeg, new JpegConfig(2, false), capacity),
                () -> ResizeKernel.load(gpu, new KernelImage(new byte[] {1}, "sm_90")));
    }
}
