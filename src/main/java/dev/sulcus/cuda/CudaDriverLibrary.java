package dev.sulcus.cuda;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.sulcus.device.GpuLibrary;

/**
 * libcuda, the driver, by JNA's direct mapping: kernels that are compiled at run time are loaded and launched through it.
 * Signatures from NVIDIA's CUDA Driver API reference 12.6. Linked when the class is loaded.
 */
final class CudaDriverLibrary {
    static {
        Native.register(CudaDriverLibrary.class, NativeLibrary.getInstance(GpuLibrary.DRIVER.fileName()));
    }

    private CudaDriverLibrary() {}

    static native int cuModuleLoadData(long[] module, byte[] image);

    static native int cuModuleUnload(long module);

    static native int cuModuleGetFunction(long[] function, long module, String name);

    static native int cuLaunchKernel(
            long function,
            int gridX,
            int gridY,
            int gridZ,
            int blockX,
            int blockY,
            int blockZ,
            int sharedBytes,
            long stream,
            long arguments,
            long extra);
}
