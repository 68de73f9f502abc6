package dev.sulcus.fused;

import dev.sulcus.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network computes, step by step, with every constant folded in: the plan that {@link FusedEngine} runs, and that
 * {@code model} writes as a graph for a GPU. Immutable once built; it borrows the arrays of its kernels.
 */
public final class FusedNetwork {
    /** Channels of the pictures that enter. */
    public static final int CHANNELS = 3;

    /** Levels of a channel. */
    public static final int LEVELS = 256;

    private final float[] levels;
    private final List<FusedLayer> layers;
    private final List<Extent> extents;

    private FusedNetwork(float[] levels, List<FusedLayer> layers, List<Extent> extents) {
        this.levels = levels;
        this.layers = List.copyOf(layers);
        this.extents = List.copyOf(extents);
    }

    /** What level {@code v} of channel {@code c} enters as: place 256 · c + v. */
    public float level(int channel, int level) {
        return levels[channel * LEVELS + level];
    }

    /** The steps, in order. */
    public List<FusedLayer> layers() {
        return layers;
    }

    /** The size of value {@code number}; 0 is the input, step i makes value i + 1. */
    public Extent extent(int number) {
        return extents.get(number);
    }

    /** After which step value {@code number} is no longer read; -1 when no step reads it. */
    int lastUse(int number) {
        int last = -1;
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).input() == number || layers.get(i).other() == number) {
                last = i;
            }
        }
        return last;
    }

    /**
     * One picture's worth of a value.
     *
     * @param channels C
     * @param height H
     * @param width W
     */
    public record Extent(int channels, int height, int width) {}

    /** Adds steps one after the other; each answers the number of the value it makes. Not thread-safe. */
    public static final class Builder {
        private final float[] levels;
        private final List<FusedLayer> layers = new ArrayList<>();
        private final List<Extent> extents = new ArrayList<>();

        /**
         * Begins with pictures of one size.
         *
         * @param levels what each of the 256 levels enters as, for red, then green, then blue: 768 numbers
         */
        public Builder(int height, int width, float[] levels) {
            if (levels.length != CHANNELS * LEVELS) {
                throw Fault.bug("a table of " + levels.length + " levels; there must be " + CHANNELS * LEVELS);
            }
            this.levels = levels.clone();
            extents.add(new Extent(CHANNELS, height, width));
        }

        /** A convolution with zeros around, as TensorFlow's SAME. */
        public int same(int input, int kernel, int stride, Activation activation, Kernel weights) {
            return convolution(new FusedLayer.Convolution(input, kernel, stride, true, false, activation, -1, weights));
        }

        /** A convolution without zeros around, stride 1. */
        public int valid(int input, int kernel, Activation activation, Kernel weights) {
            return convolution(new FusedLayer.Convolution(input, kernel, 1, false, false, activation, -1, weights));
        }

        /** A depthwise convolution with zeros around. */
        public int depthwise(int input, int kernel, int stride, Activation activation, Kernel weights) {
            return convolution(new FusedLayer.Convolution(input, kernel, stride, true, true, activation, -1, weights));
        }

        /** A convolution of one pixel, to which {@code residual} is added; nothing reads the residual afterwards. */
        public int project(int input, int residual, Kernel weights) {
            return convolution(
                    new FusedLayer.Convolution(input, 1, 1, true, false, Activation.NONE, residual, weights));
        }

        /** The mean of each channel. */
        public int average(int input) {
            return add(
                    new FusedLayer.Average(input), new Extent(extents.get(input).channels(), 1, 1));
        }

        /** Each channel of {@code input} times {@code factors}; nothing reads {@code input} itself afterwards. */
        public int scale(int input, int factors) {
            return add(new FusedLayer.Scale(input, factors), extents.get(input));
        }

        /** The greatest of each 2×2 pixels; a last odd row or column is left out. */
        public int maxPool(int input) {
            Extent from = extents.get(input);
            return add(new FusedLayer.MaxPool(input), new Extent(from.channels(), from.height() / 2, from.width() / 2));
        }

        /** A dense layer over everything a picture has. */
        public int dense(int input, Activation activation, Kernel weights) {
            return add(new FusedLayer.Dense(input, activation, weights), new Extent(weights.outputs(), 1, 1));
        }

        /**
         * The network; its last value is the answer.
         *
         * @throws Fault of kind bug when that is not one number per picture
         */
        public FusedNetwork build() {
            Extent last = extents.get(extents.size() - 1);
            if (!last.equals(new Extent(1, 1, 1))) {
                throw Fault.bug("a network that ends in " + last + "; it must end in one number per picture");
            }
            return new FusedNetwork(levels, layers, extents);
        }

        private int convolution(FusedLayer.Convolution layer) {
            Extent from = extents.get(layer.input());
            return add(
                    layer,
                    new Extent(layer.weights().outputs(), after(layer, from.height()), after(layer, from.width())));
        }

        private static int after(FusedLayer.Convolution layer, int side) {
            return layer.same()
                    ? (side + layer.stride() - 1) / layer.stride()
                    : (side - layer.kernel()) / layer.stride() + 1;
        }

        private int add(FusedLayer layer, Extent made) {
            layers.add(layer);
            extents.add(made);
            return layers.size();
        }
    }
}
