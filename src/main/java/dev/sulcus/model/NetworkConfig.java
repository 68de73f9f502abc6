package dev.sulcus.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sulcus.pipeline.PixelSpec;

/** The shape of a network; its member {@code type} says of which architecture. Without one it is a {@link CnnConfig}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = CnnConfig.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = CnnConfig.class, name = "cnn"),
    @JsonSubTypes.Type(value = EfficientNetConfig.class, name = "efficientnet"),
    @JsonSubTypes.Type(value = LogisticConfig.class, name = "logistic")
})
public sealed interface NetworkConfig permits CnnConfig, EfficientNetConfig, LogisticConfig {
    /**
     * The network of this shape for pictures of one size.
     *
     * @throws dev.sulcus.fault.Fault of kind usage when the pictures don't fit it
     */
    Network build(PixelSpec pixels);
}
