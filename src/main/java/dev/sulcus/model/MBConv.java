package dev.sulcus.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One inverted residual block with squeeze and excitation (Tan and Le 2019; Sandler et al. 2018): what it is made of.
 *
 * @param name Keras' prefix of its layers, such as {@code block2a_}
 * @param kernel side of the depthwise convolution
 * @param stride of the depthwise convolution
 * @param in channels that enter
 * @param out channels that leave
 * @param expansion how many times more channels it has inside
 * @param dropRate with which training drops the residual branch
 */
record MBConv(String name, int kernel, int stride, int in, int out, int expansion, double dropRate) {
    private static final int[][] STAGES = {
        // kernel, stride, in, out, expansion, repeats
        {3, 1, 32, 16, 1, 1},
        {3, 2, 16, 24, 6, 2},
        {5, 2, 24, 40, 6, 2},
        {3, 2, 40, 80, 6, 3},
        {5, 1, 80, 112, 6, 3},
        {5, 2, 112, 192, 6, 4},
        {3, 1, 192, 320, 6, 1}
    };
    private static final int BLOCKS = 16;

    /** EfficientNetB0's sixteen. Keras drops block b (from 0) with probability stochasticDepth · b / 16. */
    static List<MBConv> b0(double stochasticDepth) {
        var blocks = new ArrayList<MBConv>();
        for (int stage = 0; stage < STAGES.length; stage++) {
            int[] s = STAGES[stage];
            for (int repeat = 0; repeat < s[5]; repeat++) {
                String name = "block" + (stage + 1) + (char) ('a' + repeat) + "_";
                double dropRate = stochasticDepth * blocks.size() / BLOCKS;
                boolean first = repeat == 0;
                blocks.add(new MBConv(name, s[0], first ? s[1] : 1, first ? s[2] : s[3], s[3], s[4], dropRate));
            }
        }
        return List.copyOf(blocks);
    }

    /** Channels inside. */
    int inside() {
        return in * expansion;
    }

    /** Channels of the squeezed vector: a quarter of those that enter. */
    int squeezed() {
        return Math.max(1, in / 4);
    }

    /** Whether what enters is added to what leaves. */
    boolean residual() {
        return stride == 1 && in == out;
    }

    /** Its layers, in Keras' order. */
    List<String> layers() {
        var layers = new ArrayList<String>();
        if (expansion != 1) {
            layers.addAll(List.of("expand_conv", "expand_bn", "expand_activation"));
        }
        if (stride == 2) {
            layers.add("dwconv_pad");
        }
        layers.addAll(List.of(
                "dwconv",
                "bn",
                "activation",
                "se_squeeze",
                "se_reshape",
                "se_reduce",
                "se_expand",
                "se_excite",
                "project_conv",
                "project_bn"));
        if (residual()) {
            layers.addAll(List.of("drop", "add"));
        }
        return layers.stream().map(layer -> name + layer).toList();
    }
}
