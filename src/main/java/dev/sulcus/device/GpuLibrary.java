package dev.sulcus.device;

import org.bytedeco.javacpp.Loader;

/** A library that TensorFlow 2.18 opens by name before it uses an NVIDIA GPU; without one it stays on the CPU. */
enum GpuLibrary {
    DRIVER("libcuda.so.1", "comes with the NVIDIA driver; install version 525 or later"),
    CUDART("libcudart.so.12", Remedy.CUDA),
    CUBLAS("libcublas.so.12", Remedy.CUDA),
    CUBLAS_LT("libcublasLt.so.12", Remedy.CUDA),
    CUFFT("libcufft.so.11", Remedy.CUDA),
    CUSOLVER("libcusolver.so.11", Remedy.CUDA),
    CUSPARSE("libcusparse.so.12", Remedy.CUDA),
    CUDNN("libcudnn.so.9", "in cuDNN 9 for CUDA 12; install it or put its folder into LD_LIBRARY_PATH");

    private final String fileName;
    private final String remedy;

    GpuLibrary(String fileName, String remedy) {
        this.fileName = fileName;
        this.remedy = remedy;
    }

    /**
     * Whether the dynamic linker finds the library: by LD_LIBRARY_PATH, its cache, or because it is loaded. A library
     * that is found stays loaded until the process ends.
     */
    boolean opens() {
        return opens(fileName);
    }

    static boolean opens(String fileName) {
        try {
            Loader.loadGlobal(fileName);
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    DeviceReport.MissingLibrary asMissing() {
        return new DeviceReport.MissingLibrary(fileName, remedy);
    }

    /** Apart, for an enum's constants are made before its own fields. */
    private static final class Remedy {
        static final String CUDA = "in the CUDA 12 toolkit; install it or put its lib64 folder into LD_LIBRARY_PATH";
    }
}
