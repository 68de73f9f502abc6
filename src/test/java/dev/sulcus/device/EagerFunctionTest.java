package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

@Tag("native")
class EagerFunctionTest {
    private final EagerDevice device = EagerDevice.of(SessionConfig.DEFAULT);

    @Test
    void shouldComputeOverLentMemoryAndGiveItBack() {
        int before = NativeBlocks.liveBlocks();
        try (NativeBlock block = NativeBlock.allocate("test", 256);
                EagerFunction function = define((tf, x) -> tf.math.mul(x, tf.constant(2f)))) {
            long address = (block.address() + 63) / 64 * 64;
            int at = Math.toIntExact(address - block.address());
            block.buffer().put(at, new byte[] {1, 2, (byte) 200});
            int open = NativeBlocks.liveBlocks();
            try (EagerTensor in = EagerTensor.lend(device, address, 3);
                    EagerTensor out = function.call(in)) {
                float[] values = new float[3];
                assertThat(out.read(values, 0)).isEqualTo(3);
                assertThat(values).containsExactly(2, 4, 400);
            }
            assertThat(NativeBlocks.liveBlocks())
                    .as(String.join("\n", NativeBlocks.describeLive()))
                    .isEqualTo(open);
        }
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    @Test
    void shouldTellWantOfMemoryFromOtherFailuresAndLeaveNothingBehind() {
        // A vector of x · 2^40 numbers: one exists for x = 0 alone.
        try (EagerFunction function = define((tf, x) -> tf.fill(
                        tf.math.mul(tf.dtypes.cast(x, org.tensorflow.types.TInt64.class), tf.constant(1L << 40)),
                        tf.constant(1f)));
                NativeBlock block = NativeBlock.allocate("test", 256)) {
            long address = (block.address() + 63) / 64 * 64;
            int at = Math.toIntExact(address - block.address());
            int open = NativeBlocks.liveBlocks();
            block.buffer().put(at, (byte) 4);
            assertThatThrownBy(() -> call(function, address))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("out of memory")
                    .extracting(e -> ((Fault) e).kind())
                    .isEqualTo(FaultKind.MEMORY);
            assertThat(NativeBlocks.liveBlocks())
                    .as(String.join("\n", NativeBlocks.describeLive()))
                    .isEqualTo(open);
            block.buffer().put(at, (byte) 0);
            assertThat(call(function, address)).isZero();
        }
    }

    @Test
    void shouldSayWhatAFunctionLacks() {
        GraphDef graph = graph((tf, x) -> tf.math.neg(x));
        assertThatThrownBy(() -> EagerFunction.define(device, graph, List.of("missing"), "y"))
                .hasMessageContaining("no operation missing");
    }

    @Test
    void shouldRefuseAGpuWhereThereIsNone() {
        assumeThat(ComputeDevices.settle(DeviceChoice.AUTO).gpu())
                .as("there is a GPU here")
                .isFalse();
        assertThatThrownBy(() -> EagerDevice.of(SessionConfig.DEFAULT.with(DeviceChoice.GPU)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("no GPU can be used");
    }

    private int call(EagerFunction function, long address) {
        try (EagerTensor in = EagerTensor.lend(device, address, 1);
                EagerTensor out = function.call(in)) {
            return out.read(new float[1], 0);
        }
    }

    private EagerFunction define(BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> body) {
        return EagerFunction.define(device, graph(body), List.of("x"), "y");
    }

    private static GraphDef graph(BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> body) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Operand<TUint8> x = tf.withName("x").placeholder(TUint8.class);
            tf.withName("y").identity(body.apply(tf, tf.dtypes.cast(x, TFloat32.class)));
            return graph.toGraphDef();
        }
    }
}
