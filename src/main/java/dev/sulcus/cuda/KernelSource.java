package dev.sulcus.cuda;

import dev.sulcus.device.Installation;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A kernel's source in {@code native-config/kernels}.
 *
 * @param name of its file, with the ending
 * @param text in CUDA C++, which includes nothing
 */
public record KernelSource(String name, String text) {
    /**
     * Reads one.
     *
     * @param name without the ending
     * @throws Fault of kind data when this copy of Sulcus lacks it
     */
    public static KernelSource read(String name) {
        String fileName = name + ".cu";
        Path file = folder().resolve(fileName);
        try {
            return new KernelSource(fileName, Files.readString(file));
        } catch (IOException e) {
            throw Fault.data("cannot read the kernel " + file + ": take it from the distribution again", e);
        }
    }

    /** Where they lie. */
    public static Path folder() {
        return Installation.nativeConfig().resolve("kernels");
    }
}
