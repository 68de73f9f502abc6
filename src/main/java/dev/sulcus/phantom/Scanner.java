package dev.sulcus.phantom;

/**
 * What the machine and the picture's later life do to a signal: blur, a bias field that brightens one side, Rician
 * noise (Gudbjartsson and Patz, Magn. Reson. Med. 34 (1995) 910), windowing and gamma, enlargement to the stored size.
 * Not thread-safe.
 */
final class Scanner {
    private final Draws noise;
    private final double sigma;
    private final double tiltX;
    private final double tiltY;
    private final double bowl;
    private final double gain;
    private final double floor;
    private final double[] gamma = new double[1025];

    Scanner(Draws draws, PhantomConfig config) {
        this.sigma = draws.between(0.008, 0.038) * config.noise();
        this.tiltX = draws.between(-0.15, 0.15);
        this.tiltY = draws.between(-0.15, 0.15);
        this.bowl = draws.between(-0.15, 0.2);
        this.gain = draws.between(0.74, 1.0);
        this.floor = draws.chance(0.15) ? draws.between(0, 0.06) : 0;
        double power = draws.between(0.85, 1.25);
        for (int i = 0; i < gamma.length; i++) {
            gamma[i] = StrictMath.pow(i / 1024.0, power);
        }
        this.noise = new Draws(draws.next(), "noise");
    }

    /** Turns a signal of {@code width × height} into 8-bit levels of {@code outWidth × outHeight}. */
    byte[] picture(double[] signal, int width, int height, int outWidth, int outHeight) {
        double[] received = new double[signal.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double real = signal[y * width + x] * bias(2.0 * x / width - 1, 2.0 * y / height - 1);
                double first = real + sigma * noise.bell();
                double second = sigma * noise.bell();
                received[y * width + x] = Math.sqrt(first * first + second * second);
            }
        }
        return enlarged(received, width, height, outWidth, outHeight);
    }

    private double bias(double x, double y) {
        return 1 + tiltX * x + tiltY * y + bowl * (x * x + y * y - 0.5);
    }

    private byte level(double received) {
        double shown = floor + (1 - floor) * Math.max(0, received * gain);
        double bent = gamma[(int) Math.min(1024, Math.round(shown * 1024))];
        return (byte) Math.round(255 * bent);
    }

    private byte[] enlarged(double[] values, int width, int height, int outWidth, int outHeight) {
        byte[] out = new byte[outWidth * outHeight];
        for (int y = 0; y < outHeight; y++) {
            double fromY = Math.max(0, Math.min(height - 1.0, (y + 0.5) * height / outHeight - 0.5));
            int top = (int) fromY;
            int low = Math.min(height - 1, top + 1);
            for (int x = 0; x < outWidth; x++) {
                double fromX = Math.max(0, Math.min(width - 1.0, (x + 0.5) * width / outWidth - 0.5));
                int left = (int) fromX;
                int right = Math.min(width - 1, left + 1);
                double above = Ramp.mix(values[top * width + left], values[top * width + right], fromX - left);
                double under = Ramp.mix(values[low * width + left], values[low * width + right], fromX - left);
                out[y * outWidth + x] = level(Ramp.mix(above, under, fromY - top));
            }
        }
        return out;
    }
}
