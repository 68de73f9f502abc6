package dev.sulcus.pipeline;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.device.OpenCv;

/** The pipeline's own resampler for tests of other packages. */
public final class PipelineResampling {
    private PipelineResampling() {}

    /**
     * What the pipeline makes of decoded pixels.
     *
     * @param pixels of {@code channels} bytes each: 3 for RGB, or 1
     * @return RGB [H, W, 3]
     */
    public static byte[] resample(PixelSpec spec, byte[] pixels, int width, int height, int channels) {
        OpenCv.require();
        byte[] out = new byte[spec.imageBytes()];
        try (NativeBlock in = NativeBlock.allocate("test", pixels.length);
                NativeBlock to = NativeBlock.allocate("test", out.length);
                var resampler = new Resampler(spec)) {
            in.buffer().put(0, pixels);
            resampler.resample(new PixelWindow().showRgb(in.address(), width, height, channels), to.address());
            to.buffer().get(0, out);
        }
        return out;
    }
}
