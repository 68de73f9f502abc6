package dev.sulcus.device;

/** What runs a saved model. */
public enum ScoringEngine {
    /** TensorFlow's session: every network, CPU and GPU; what training validates with. */
    TENSORFLOW,
    /** Fused oneDNN primitives, on a CPU; a network that has no fused form runs in a session. */
    FUSED,
    /**
     * A TensorFlow function over memory of ours, with everything folded in and the weights resident where it computes: on a
     * GPU it reads pictures that were decoded there.
     */
    FUNCTION
}
