package dev.sulcus.model;

import dev.sulcus.device.Precision;
import dev.sulcus.device.SessionConfig;
import dev.sulcus.fault.Fault;
import dev.sulcus.fused.FusedEngine;
import dev.sulcus.fused.FusedNetwork;
import dev.sulcus.pipeline.Mirror;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.TensorBytes;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.tensorflow.types.TUint8;

/** One network as fused primitives on the CPU. Threads take turns. */
final class FusedMember implements ClassifierMember {
    private final FusedEngine engine;
    private final Precision precision;
    private final Mirror mirror;
    private final TensorBytes bytes = new TensorBytes();
    private float[] turned = {};

    private FusedMember(FusedEngine engine, Precision precision, Mirror mirror) {
        this.engine = engine;
        this.precision = precision;
        this.mirror = mirror;
    }

    /**
     * Reads a bundle's weights and packs them.
     *
     * @return null where the network has no fused form: logistic regression, which is one product anyway
     * @throws Fault of kind data when the model is damaged, of kind device when oneDNN can't run it on this CPU
     */
    static FusedMember open(ModelBundle bundle, Views views, SessionConfig config) {
        if (config.precision() == Precision.FLOAT16) {
            throw Fault.usage("float16 needs a GPU or --engine function; the fused engine has float32 and bfloat16");
        }
        PixelSpec pixels = bundle.spec().pixels();
        Network network = bundle.spec().network().build(pixels);
        if (network instanceof Logistic) {
            return null;
        }
        FusedNetwork fused = Fusion.of(network, pixels, BundleWeights.read(bundle));
        FusedEngine engine = FusedEngine.open(fused, config.precision(), config.intraOpThreads());
        return new FusedMember(engine, config.precision(), views == Views.FLIP ? new Mirror(pixels) : null);
    }

    @Override
    public synchronized int score(TUint8 batch, float[] out, int offset) {
        int n = Math.toIntExact(batch.shape().get(0));
        ByteBuffer images = bytes.of(batch);
        engine.score(images, n, out, offset);
        if (mirror != null) {
            if (turned.length < n) {
                turned = new float[n];
            }
            engine.score(mirror.of(images, n), n, turned, 0);
            for (int i = 0; i < n; i++) {
                out[offset + i] = (out[offset + i] + turned[i]) / 2;
            }
        }
        return n;
    }

    @Override
    public String engine() {
        return "fused " + precision.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        engine.close();
        if (mirror != null) {
            mirror.close();
        }
    }
}
