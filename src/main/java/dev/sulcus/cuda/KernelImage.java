package dev.sulcus.cuda;

/**
 * A compiled kernel, as the driver loads it.
 *
 * @param bytes a cubin, or PTX with a zero at its end
 * @param architecture that it was compiled for: "sm_90" for the machine code of one kind of card, "compute_90" for PTX,
 *     which the driver compiles for its own card
 */
public record KernelImage(byte[] bytes, String architecture) {
    /** Whether it is PTX. */
    public boolean isPtx() {
        return architecture.startsWith("compute_");
    }
}
