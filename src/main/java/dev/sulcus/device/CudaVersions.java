package dev.sulcus.device;

import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;

/** Asks the libraries of CUDA that are in this process for their versions. Stateless. */
final class CudaVersions {
    private CudaVersions() {}

    /** Of the runtime, as "12.6"; null when it can't be asked. */
    static String runtime() {
        try {
            var version = new IntByReference();
            int result = NativeLibrary.getInstance(GpuLibrary.CUDART.fileName())
                    .getFunction("cudaRuntimeGetVersion")
                    .invokeInt(new Object[] {version});
            return result == 0 ? runtime(version.getValue()) : null;
        } catch (LinkageError e) {
            return null;
        }
    }

    /** Of cuDNN, as "9.5.1"; null when it can't be asked. */
    static String cudnn() {
        try {
            return cudnn(NativeLibrary.getInstance(GpuLibrary.CUDNN.fileName())
                    .getFunction("cudnnGetVersion")
                    .invokeLong(new Object[0]));
        } catch (LinkageError e) {
            return null;
        }
    }

    /** 1000 · major + 10 · minor. */
    static String runtime(int number) {
        return number / 1000 + "." + number % 1000 / 10;
    }

    /** From version 9 on 10000 · major + 100 · minor + patch, before that 1000 · major. */
    static String cudnn(long number) {
        long major = number >= 90_000 ? number / 10_000 : number / 1000;
        long rest = number >= 90_000 ? number % 10_000 : number % 1000;
        return major + "." + rest / 100 + "." + rest % 100;
    }
}
