package dev.sulcus.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Resident memory of this process as the kernel counts it: Java heap, native libraries, tensors, all of it. NaN where
 * the kernel doesn't tell. Thread-safe.
 */
public final class ProcessMemory {
    private static final String RESET_PEAK = "5";

    private ProcessMemory() {}

    /** Bytes that are resident now. */
    public static double residentBytes() {
        return status(new HostFiles(Path.of("/")), "VmRSS");
    }

    /** The most bytes that were ever resident, or were since {@link #resetPeak}. */
    public static double peakBytes() {
        return status(new HostFiles(Path.of("/")), "VmHWM");
    }

    /**
     * Lets the peak begin anew from what is resident now.
     *
     * @return false where the kernel does not allow it: the peak then goes on being that of the whole process
     */
    public static boolean resetPeak() {
        try {
            Files.writeString(Path.of("/").resolve("proc/self/clear_refs"), RESET_PEAK);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static double status(HostFiles files, String name) {
        return files.lines("proc/self/status").stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToDouble(digits -> Double.parseDouble(digits) * 1024)
                .findFirst()
                .orElse(Double.NaN);
    }
}
