package dev.sulcus.cli;

import dev.sulcus.resident.DecoderChoice;
import picocli.CommandLine.Option;

/** Who decodes files. */
final class DecoderOptions {
    @Option(
            names = "--decoder",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "Who decodes JPEGs: host; gpu, which fails where that can't be; auto: the GPU where the model"
                    + " computes on one and takes whole pictures as they are (default: ${DEFAULT-VALUE}). Pixels differ a"
                    + " little; by how much probabilities move is printed.")
    private String decoder;

    DecoderChoice decoder() {
        return DecoderChoice.parse(decoder);
    }
}
