package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.Set;

/**
 * What {@code models export} writes.
 *
 * @param run the run
 * @param format {@value #KERAS} or {@value #SAFETENSORS}
 * @param half kernels in 16 bits; safetensors only
 * @param head whether a file for Keras holds the classifier's last layer too, as a model with one dense layer on top of
 *     EfficientNetB0 wants it; other files and networks always hold everything
 * @param out the file
 */
public record ExportConfig(Path run, String format, boolean half, boolean head, Path out) {
    /** Keras' HDF5, a group per layer. */
    public static final String KERAS = "keras-h5";
    /** safetensors. */
    public static final String SAFETENSORS = "safetensors";

    /** Checks what goes together. */
    public ExportConfig {
        if (!Set.of(KERAS, SAFETENSORS).contains(format)) {
            throw Fault.usage("format is '" + format + "'; it must be " + KERAS + " or " + SAFETENSORS);
        }
        String name = String.valueOf(out.getFileName());
        boolean plain = name.endsWith(".h5") && !name.endsWith(".weights.h5");
        if (keras(format) && !plain) {
            throw Fault.usage(out + ": end the name in .h5, and not in .weights.h5; Keras tells the layout from it");
        }
        if (keras(format) && half) {
            throw Fault.usage("--half goes with --format " + SAFETENSORS + "; Keras' files hold 32 bits");
        }
    }

    /** Whether Keras is to read it. */
    boolean keras() {
        return keras(format);
    }

    private static boolean keras(String format) {
        return format.equals(KERAS);
    }
}
