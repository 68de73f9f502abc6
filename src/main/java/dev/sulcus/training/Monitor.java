package dev.sulcus.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A figure of each epoch that a schedule may watch, by its name in history.csv. */
public enum Monitor {
    @JsonProperty("loss")
    LOSS(false),
    @JsonProperty("accuracy")
    ACCURACY(true),
    @JsonProperty("val_loss")
    VAL_LOSS(false),
    @JsonProperty("val_accuracy")
    VAL_ACCURACY(true),
    @JsonProperty("val_auc")
    VAL_AUC(true);

    private final boolean higherIsBetter;

    Monitor(boolean higherIsBetter) {
        this.higherIsBetter = higherIsBetter;
    }

    /** The figure's value in one epoch. */
    public double of(EpochRecord epoch) {
        return switch (this) {
            case LOSS -> epoch.loss();
            case ACCURACY -> epoch.accuracy();
            case VAL_LOSS -> epoch.valLoss();
            case VAL_ACCURACY -> epoch.valAccuracy();
            case VAL_AUC -> epoch.valAuc();
        };
    }

    /** Keras' {@code mode="auto"}: max for accuracy and AUC, min for losses. */
    Mode autoMode() {
        return higherIsBetter ? Mode.MAX : Mode.MIN;
    }
}
