package dev.sulcus.workflow;

import dev.sulcus.device.Precision;

/**
 * By how much two ways of computing the same may differ. They sum in different orders, so the last digits always do;
 * narrower factors lose digits at every product. README of bench says what each was on two cores.
 *
 * @param features largest difference, as a share of the largest feature
 * @param probability largest difference
 * @param loss largest difference, as a share of the loss
 */
record AgreeTolerance(double features, double probability, double loss) {
    /** 24 bits of mantissa on both sides. */
    static final AgreeTolerance FLOAT32 = new AgreeTolerance(1e-4, 1e-5, 1e-4);
    /** 24 bits too, but other algorithms: a card's convolutions may be transformed ones, and sum in other orders. */
    static final AgreeTolerance CARD_FLOAT32 = new AgreeTolerance(1e-3, 1e-4, 1e-3);
    /** Factors of 11 bits (TensorFloat-32). */
    static final AgreeTolerance TF32 = new AgreeTolerance(1e-2, 5e-3, 2e-2);
    /** Factors and activations of 8 bits. */
    static final AgreeTolerance BFLOAT16 = new AgreeTolerance(5e-2, 2e-2, 5e-2);
    /** The same bits. */
    static final AgreeTolerance NONE = new AgreeTolerance(0, 0, 0);

    /**
     * Of one precision against float32 on a processor.
     *
     * @param tf32 whether the card may round the factors of float32 products
     */
    static AgreeTolerance of(Precision precision, boolean gpu, boolean tf32) {
        if (precision != Precision.FLOAT32) {
            return BFLOAT16;
        }
        return gpu ? tf32 ? TF32 : CARD_FLOAT32 : FLOAT32;
    }
}
