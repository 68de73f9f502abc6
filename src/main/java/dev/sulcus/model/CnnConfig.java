package dev.sulcus.model;

import dev.sulcus.fault.Fault;
import dev.sulcus.pipeline.PixelSpec;
import java.util.List;
import java.util.Objects;

/**
 * The shape of the convolutional network.
 *
 * @param filters output channels of each 3×3 convolution, 1 to 4096 each, one to six blocks
 * @param denseUnits units of the hidden dense layer, 1 to 65536
 * @param dropout share of hidden units dropped while training, 0 (none) up to but not 1
 */
public record CnnConfig(List<Integer> filters, int denseUnits, double dropout) implements NetworkConfig {
    /** The notebook report's network: 44,396,609 parameters at 224×224. */
    public static final CnnConfig NOTEBOOK = new CnnConfig(List.of(32, 64, 128), 512, 0.5);

    /** Checks the ranges. */
    public CnnConfig {
        if (filters == null || filters.stream().anyMatch(Objects::isNull)) {
            throw Fault.usage("filters is not given; it must be a list of whole numbers, such as [32, 64, 128]");
        }
        filters = List.copyOf(filters);
        if (filters.isEmpty() || filters.size() > 6) {
            throw Fault.usage("filters has " + filters.size() + " blocks; it must have 1 to 6");
        }
        filters.forEach(count -> require("filters", count, 4096));
        require("denseUnits", denseUnits, 65_536);
        if (!(dropout >= 0 && dropout < 1)) {
            throw Fault.usage("dropout is " + dropout + "; it must be at least 0 and less than 1");
        }
    }

    @Override
    public Network build(PixelSpec pixels) {
        return new Cnn(this, pixels);
    }

    private static void require(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw Fault.usage(name + " is " + value + "; it must be 1 to " + most);
        }
    }
}
