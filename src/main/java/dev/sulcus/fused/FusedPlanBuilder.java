package dev.sulcus.fused;

import dev.sulcus.fault.Fault;
import dev.sulcus.fused.Steps.Argument;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;

/** Turns a network into primitives for one number of pictures. Everything it makes is freed with the memory it is given. */
final class FusedPlanBuilder {
    private final FusedNetwork network;
    private final PackedWeights weights;
    private final long pictures;
    private final NativeMemory native_;
    private final Arena arena;
    private final memory.format_tag blocked = OneDnn.blocked();
    private final List<memory> values = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();

    FusedPlanBuilder(FusedNetwork network, PackedWeights weights, int pictures, NativeMemory native_) {
        this.network = network;
        this.weights = weights;
        this.pictures = pictures;
        this.native_ = native_;
        this.arena = new Arena(native_);
    }

    /**
     * What a plan runs.
     *
     * @param steps in order
     * @param input planes [N, 3, H, W]
     * @param output float32 [N, 1]
     */
    record Built(Steps steps, memory input, memory output) {}

    /** A primitive that still lacks its scratch, which all share. */
    private record Pending(primitive step, memory.desc scratch, Argument... arguments) {}

    /** Adds every step. */
    Built build() {
        values.add(native_.handle(description(network.extent(0), memory.format_tag.nchw)));
        for (int i = 0; i < network.layers().size(); i++) {
            values.add(add(i, network.layers().get(i)));
            releaseAfter(i);
        }
        return new Built(steps(), values.get(0), values.get(values.size() - 1));
    }

    private Steps steps() {
        long most = pending.stream()
                .mapToLong(one -> one.scratch().get_size())
                .max()
                .orElse(0);
        long scratch = native_.allocate(Math.max(1, most));
        var steps = new Steps(native_);
        for (Pending one : pending) {
            Argument[] all = java.util.Arrays.copyOf(one.arguments(), one.arguments().length + 1);
            all[all.length - 1] = new Argument(dnnl.DNNL_ARG_SCRATCHPAD, native_.handle(one.scratch(), scratch));
            steps.add(one.step(), all);
        }
        steps.seal();
        return steps;
    }

    private memory add(int index, FusedLayer layer) {
        if (layer instanceof FusedLayer.Convolution convolution) {
            return convolution(index, convolution);
        }
        if (layer instanceof FusedLayer.Average average) {
            FusedNetwork.Extent from = network.extent(average.input());
            return pool(index, average.input(), dnnl.dnnl_pooling_avg_exclude_padding, from.height(), from.width());
        }
        if (layer instanceof FusedLayer.Scale scale) {
            return scale(index, scale);
        }
        if (layer instanceof FusedLayer.MaxPool max) {
            return pool(index, max.input(), dnnl.dnnl_pooling_max, 2, 2);
        }
        return dense(index, (FusedLayer.Dense) layer);
    }

    private memory convolution(int index, FusedLayer.Convolution layer) {
        FusedNetwork.Extent from = network.extent(layer.input());
        FusedNetwork.Extent made = network.extent(index + 1);
        long k = layer.kernel();
        long[] dims = layer.depthwise()
                ? new long[] {made.channels(), 1, 1, k, k}
                : new long[] {made.channels(), from.channels(), k, k};
        long[] stride = {layer.stride(), layer.stride()};
        long[] around = {zeros(layer, from.height(), made.height()), zeros(layer, from.width(), made.width())};
        long[] before = {around[0] / 2, around[1] / 2}; // TensorFlow puts the odd row at the end
        long[] after = {around[0] - before[0], around[1] - before[1]};
        var how = native_.own(new convolution_forward.primitive_desc(
                OneDnn.engine(),
                dnnl.dnnl_forward_inference,
                dnnl.dnnl_convolution_direct,
                described(layer.input()),
                any(dims),
                bias(layer.weights()),
                description(made, blocked),
                stride,
                before,
                after,
                attributes(layer.activation(), layer.residual() >= 0),
                false));
        memory.format_tag tag = layer.depthwise() ? memory.format_tag.hwigo : memory.format_tag.hwio;
        memory kernel = weights.kernel(index, layer.weights().values(), dims, tag, native_.own(how.weights_desc()));
        memory to = layer.residual() >= 0 ? inPlace(index, layer.residual()) : take(native_.own(how.dst_desc()));
        step(
                new primitive(how),
                how,
                new Argument(dnnl.DNNL_ARG_SRC, values.get(layer.input())),
                new Argument(dnnl.DNNL_ARG_WEIGHTS, kernel),
                new Argument(
                        dnnl.DNNL_ARG_BIAS, weights.bias(index, layer.weights().bias())),
                new Argument(dnnl.DNNL_ARG_DST, to));
        return to;
    }

    private static long zeros(FusedLayer.Convolution layer, long side, long made) {
        return layer.same() ? Math.max(0, (made - 1) * layer.stride() + layer.kernel() - side) : 0;
    }

    private memory pool(int index, int input, int kind, long height, long width) {
        boolean whole = kind != dnnl.dnnl_pooling_max;
        long[] window = {height, width};
        long[] stride = whole ? new long[] {1, 1} : window;
        long[] none = {0, 0};
        var how = native_.own(new pooling_forward.primitive_desc(
                OneDnn.engine(),
                dnnl.dnnl_forward_inference,
                kind,
                described(input),
                description(network.extent(index + 1), blocked),
                stride,
                window,
                none,
                none,
                none,
                attributes(Activation.NONE, false),
                false));
        memory to = take(native_.own(how.dst_desc()));
        step(
                new primitive(how),
                how,
                new Argument(dnnl.DNNL_ARG_SRC, values.get(input)),
                new Argument(dnnl.DNNL_ARG_DST, to));
        return to;
    }

    private memory scale(int index, FusedLayer.Scale layer) {
        memory.desc both = described(layer.input());
        var how = native_.own(new binary.primitive_desc(
                OneDnn.engine(),
                dnnl.dnnl_binary_mul,
                both,
                described(layer.factors()),
                both,
                attributes(Activation.NONE, false),
                false));
        memory to = inPlace(index, layer.input());
        step(
                new primitive(how),
                how,
                new Argument(dnnl.DNNL_ARG_SRC_0, to),
                new Argument(dnnl.DNNL_ARG_SRC_1, values.get(layer.factors())),
                new Argument(dnnl.DNNL_ARG_DST, to));
        return to;
    }

    private memory dense(int index, FusedLayer.Dense layer) {
        FusedNetwork.Extent from = network.extent(layer.input());
        int units = layer.weights().outputs();
        boolean last = index == network.layers().size() - 1;
        long[] dims = {units, from.channels(), from.height(), from.width()};
        long[] made = {pictures, units};
        var to2 =
                native_.own(new memory.desc(made, last ? memory.data_type.f32 : weights.type(), memory.format_tag.ab));
        var how = native_.own(new inner_product_forward.primitive_desc(
                OneDnn.engine(),
                dnnl.dnnl_forward_inference,
                any(new long[] {pictures, from.channels(), from.height(), from.width()}),
                any(dims),
                bias(layer.weights()),
                to2,
                attributes(layer.activation(), false),
                false));
        memory source = arranged(values.get(layer.input()), native_.own(how.src_desc()));
        memory kernel = weights.kernel(
                index, layer.weights().values(), dims, memory.format_tag.hwio, native_.own(how.weights_desc()));
        memory to = take(to2);
        step(
                new primitive(how),
                how,
                new Argument(dnnl.DNNL_ARG_SRC, source),
                new Argument(dnnl.DNNL_ARG_WEIGHTS, kernel),
                new Argument(
                        dnnl.DNNL_ARG_BIAS, weights.bias(index, layer.weights().bias())),
                new Argument(dnnl.DNNL_ARG_DST, to));
        if (last) {
            return to;
        }
        // The next layer sees it as a picture of one pixel.
        memory.desc picture = description(network.extent(index + 1), memory.format_tag.nchw);
        return native_.handle(picture, NativeMemory.address(to));
    }

    /** The same numbers in another layout: a copy, where a primitive wants one. */
    private memory arranged(memory from, memory.desc wanted) {
        memory.desc now = native_.own(from.get_desc());
        if (now.equals(wanted)) {
            return from;
        }
        var how = native_.own(new reorder.primitive_desc(
                OneDnn.engine(), now, OneDnn.engine(), wanted, attributes(Activation.NONE, false), false));
        memory to = native_.handle(wanted);
        step(new reorder(how), how, new Argument(dnnl.DNNL_ARG_FROM, from), new Argument(dnnl.DNNL_ARG_TO, to));
        return to;
    }

    private primitive_attr attributes(Activation activation, boolean adds) {
        var after = native_.own(new post_ops());
        switch (activation) {
            case NONE -> {}
            case RELU -> after.append_eltwise(dnnl.dnnl_eltwise_relu, 0, 0);
            case SWISH -> after.append_eltwise(dnnl.dnnl_eltwise_swish, 1, 0);
            case SIGMOID -> after.append_eltwise(dnnl.dnnl_eltwise_logistic, 0, 0);
        }
        if (adds) {
            after.append_sum();
        }
        var attributes = native_.own(new primitive_attr());
        attributes.set_post_ops(after);
        attributes.set_scratchpad_mode(dnnl.dnnl_scratchpad_mode_user);
        return attributes;
    }

    private void step(primitive step, primitive_desc_base how, Argument... arguments) {
        pending.add(new Pending(step, native_.own(how.scratchpad_desc()), arguments));
    }

    private memory take(memory.desc description) {
        return native_.handle(description, arena.take(description.get_size()));
    }

    /** The memory of a value that step {@code index} may overwrite, because it is the last to read it. */
    private memory inPlace(int index, int value) {
        if (network.lastUse(value) != index) {
            throw Fault.bug("step " + index + " would overwrite value " + value + ", which a later step reads");
        }
        return values.get(value);
    }

    private void releaseAfter(int index) {
        FusedLayer layer = network.layers().get(index);
        release(index, layer.input());
        release(index, layer.other());
    }

    private void release(int index, int value) {
        if (value >= 0 && network.lastUse(value) == index) {
            long address = NativeMemory.address(values.get(value));
            if (address != NativeMemory.address(values.get(index + 1))) { // not in place
                arena.release(address);
            }
        }
    }

    private memory.desc described(int value) {
        return native_.own(values.get(value).get_desc());
    }

    private memory.desc description(FusedNetwork.Extent extent, memory.format_tag tag) {
        long[] dims = {pictures, extent.channels(), extent.height(), extent.width()};
        return native_.own(new memory.desc(dims, weights.type(), tag));
    }

    private memory.desc any(long[] dims) {
        return native_.own(new memory.desc(dims, weights.type(), memory.format_tag.any));
    }

    private memory.desc bias(Kernel kernel) {
        return native_.own(new memory.desc(new long[] {kernel.outputs()}, memory.data_type.f32, memory.format_tag.a));
    }
}
