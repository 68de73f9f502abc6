package dev.sulcus.model;

/** What becomes of a weight while its network is trained. */
public enum WeightRole {
    /** An optimizer changes it. */
    TRAINABLE,
    /** Follows the batches' statistics; no gradient reaches it. */
    MOVING,
    /** Stays as it is: the constants of an input normalisation. */
    CONSTANT
}
