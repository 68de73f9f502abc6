package dev.sulcus.device;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether TensorFlow's build for GPUs has code for a card. Of the 1,544 modules in that of TensorFlow 2.18, 279 hold machine
 * code for compute capability 9.0; the others leave it to the driver to make that from PTX 8.3, which is CUDA 12.3's. Of
 * three quarters that PTX is for 9.0 alone (sm_90a): newer cards can't take it. native-config/README.md has the table.
 */
final class CardSupport {
    private static final double OF_PTX = 12.3;
    private static final double COMPILED_BY_DRIVER = 9.0;
    private static final double TOO_NEW = 10.0;

    private CardSupport() {}

    /**
     * Why one of these cards can't be used, and what to do, in a sentence; nothing where all can.
     *
     * @param cuda the newest that the driver runs, as "12.6"; null is unknown and not held against it
     */
    static Optional<String> obstacle(List<GpuCard> cards, String cuda) {
        return cards.stream()
                .map(GpuCard::capability)
                .filter(Objects::nonNull)
                .map(capability -> obstacle(capability, cuda))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> obstacle(String capability, String cuda) {
        double level = Double.parseDouble(capability);
        if (level >= TOO_NEW) {
            return Optional.of(
                    "a card has capability " + capability + ", for which TensorFlow 2.18 holds next to no code;"
                            + " take one of 6.0 to 9.0 (CUDA_VISIBLE_DEVICES says which are seen), or --device cpu");
        }
        if (level >= COMPILED_BY_DRIVER && cuda != null && Double.parseDouble(cuda) < OF_PTX) {
            return Optional.of("TensorFlow leaves it to the driver to compile for capability " + capability
                    + ", and one for CUDA up to " + cuda
                    + " can't compile what 12.3 made: install driver 545 or later");
        }
        return Optional.empty();
    }
}
