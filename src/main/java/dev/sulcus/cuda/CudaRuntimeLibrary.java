package dev.sulcus.cuda;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.sulcus.device.GpuLibrary;

/**
 * libcudart, by JNA's direct mapping: each method is the C function of that name, and a call leaves nothing on the Java
 * heap. Pointers, handles and size_t are longs, which is what they are on x86-64. Signatures from NVIDIA's CUDA Runtime
 * API reference 12.6. Linked when the class is loaded, so nothing touches it before {@link LinkedCuda#open}.
 */
final class CudaRuntimeLibrary {
    static {
        Native.register(CudaRuntimeLibrary.class, NativeLibrary.getInstance(GpuLibrary.CUDART.fileName()));
    }

    private CudaRuntimeLibrary() {}

    static native int cudaGetDeviceCount(int[] count);

    static native int cudaSetDevice(int device);

    static native int cudaDeviceGetAttribute(int[] value, int attribute, int device);

    static native int cudaMalloc(long[] address, long bytes);

    static native int cudaFree(long address);

    static native int cudaStreamCreateWithFlags(long[] stream, int flags);

    static native int cudaStreamDestroy(long stream);

    static native int cudaStreamSynchronize(long stream);

    static native int cudaEventCreateWithFlags(long[] event, int flags);

    static native int cudaEventDestroy(long event);

    static native int cudaEventRecord(long event, long stream);

    static native int cudaEventSynchronize(long event);

    static native int cudaStreamWaitEvent(long stream, long event, int flags);

    static native int cudaMemcpyAsync(long to, long from, long bytes, int kind, long stream);

    static native int cudaHostRegister(long address, long bytes, int flags);

    static native int cudaHostUnregister(long address);

    static native int cudaDeviceSynchronize();

    static native int cudaGetLastError();

    static native String cudaGetErrorName(int status);

    static native String cudaGetErrorString(int status);
}
