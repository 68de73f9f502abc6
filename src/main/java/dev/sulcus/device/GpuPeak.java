package dev.sulcus.device;

import java.util.List;
import java.util.Optional;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

/**
 * The measuring part of {@link MachinePeak} for a card. Every operation is bound to the card, so that a figure is the
 * card's or there is none. Products and copies come in chains, for a single one ends too soon after its start for the time
 * of starting it not to count. Stateless.
 */
final class GpuPeak {
    private static final int SIDE = 8192;
    private static final int CHAIN = 8;
    /** float32: 1 GiB, larger than any cache of a card; a quarter of it where the card has no room. */
    private static final int COPIED = 256 << 20;

    private static final DeviceSpec CARD = DeviceSpec.newBuilder()
            .deviceType(DeviceSpec.DeviceType.GPU)
            .deviceIndex(0)
            .build();

    /** CUDA's word for the environment variable that forbids TF32 in all its libraries. */
    private static final String TF32_OVERRIDE = "NVIDIA_TF32_OVERRIDE";

    private GpuPeak() {}

    static MachinePeak measure(SessionConfig config, int runs) {
        Sizes sizes = new Sizes(SIDE, CHAIN, COPIED, CARD);
        int copied = sizes.copied();
        double copy = copy(config, runs, sizes);
        if (Double.isNaN(copy)) {
            copied /= 4;
            copy = copy(config, runs, new Sizes(SIDE, CHAIN, copied, CARD));
        }
        HostLink link = HostLink.measure(runs);
        return new MachinePeak(
                "gpu",
                SIDE,
                tensorFloat32(Nvml.open().state(), ProcessSwitches.allowsTf32(), System.getenv(TF32_OVERRIDE))
                        .orElse(null),
                product(config, runs, sizes, TFloat32.class),
                product(config, runs, sizes, TBfloat16.class),
                copy,
                (long) Float.BYTES * copied,
                link.pageableGigabytes(),
                link.pageLockedGigabytes());
    }

    /**
     * How much is worked on, and where.
     *
     * @param side of the matrices
     * @param copied float32 numbers
     * @param device null for wherever TensorFlow places it
     */
    record Sizes(int side, int chain, int copied, DeviceSpec device) {
        Ops place(Ops tf) {
            return device == null ? tf : tf.withDevice(device);
        }
    }

    /** 10⁹ operations per second; NaN where the device can't. */
    static <T extends org.tensorflow.types.family.TNumber> double product(
            SessionConfig config, int runs, Sizes sizes, Class<T> type) {
        double operations = 2.0 * sizes.side() * sizes.side() * sizes.side() * sizes.chain();
        return operations
                / MachinePeak.bestOrNan(
                        config, runs, tf -> MachinePeak.chain(sizes.place(tf), sizes.side(), sizes.chain(), type));
    }

    /** 10⁹ bytes per second by the faster of two operations that read and write each number once. */
    static double copy(SessionConfig config, int runs, Sizes sizes) {
        double copied = MachinePeak.bestOrNan(config, runs, tf -> passed(sizes.place(tf), sizes, Ops::deepCopy));
        double squared = MachinePeak.bestOrNan(config, runs, tf -> passed(sizes.place(tf), sizes, GpuPeak::square));
        double nanos = Double.isNaN(copied) || squared < copied ? squared : copied;
        return 2.0 * Float.BYTES * sizes.copied() * sizes.chain() / nanos;
    }

    /** TensorFlow takes TF32 where it is allowed to and the card has it; the driver's variable can forbid it. */
    static Optional<Boolean> tensorFloat32(GpuManagement.GpuState state, boolean allowed, String override) {
        if (state == null || state.card().capability() == null) {
            return Optional.empty();
        }
        int major = Integer.parseInt(state.card().capability().replaceFirst("\\..*", ""));
        return Optional.of(major >= 8 && allowed && !"0".equals(override));
    }

    /** An operation on numbers. */
    @FunctionalInterface
    private interface Pass {
        Operand<TFloat32> of(Ops tf, Operand<TFloat32> value);
    }

    /** Of ones, so that it can be done again and again; the optimiser would cancel two changes of sign. */
    private static Operand<TFloat32> square(Ops tf, Operand<TFloat32> value) {
        return tf.math.square(value);
    }

    private static MachinePeak.Added passed(Ops tf, Sizes sizes, Pass pass) {
        VarHandleOp from = MachinePeak.variable(tf, Shape.of(sizes.copied()), TFloat32.class);
        Operand<TFloat32> value = tf.readVariableOp(from, TFloat32.class);
        Operand<TFloat32> ones = tf.fill(tf.constant(new int[] {sizes.copied()}), tf.constant(1f));
        Operand<TFloat32> passed = value;
        for (int i = 0; i < sizes.chain(); i++) {
            passed = pass.of(tf, passed);
        }
        return new MachinePeak.Added(List.of(tf.assignVariableOp(from, ones)), passed);
    }
}
