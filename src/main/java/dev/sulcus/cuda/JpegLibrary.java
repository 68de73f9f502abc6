package dev.sulcus.cuda;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.sulcus.device.GpuLibrary;

/**
 * libnvjpeg, by JNA's direct mapping: each method is the C function of that name, and a call leaves nothing on the Java
 * heap. Pointers, handles and size_t are longs. Signatures from NVIDIA's nvJPEG documentation 12.6. Linked when the class
 * is loaded, so nothing touches it before {@link LinkedJpeg#open}.
 */
final class JpegLibrary {
    static {
        Native.register(JpegLibrary.class, NativeLibrary.getInstance(GpuLibrary.NVJPEG.fileName()));
    }

    private JpegLibrary() {}

    static native int nvjpegCreateEx(int backend, long deviceAllocator, long pinnedAllocator, int flags, long[] handle);

    static native int nvjpegDestroy(long handle);

    static native int nvjpegJpegStreamCreate(long handle, long[] file);

    static native int nvjpegJpegStreamDestroy(long file);

    static native int nvjpegJpegStreamParseHeader(long handle, long address, long bytes, long file);

    static native int nvjpegJpegStreamParse(
            long handle, long address, long bytes, int saveMetadata, int saveStream, long file);

    static native int nvjpegJpegStreamGetFrameDimensions(long file, int[] width, int[] height);

    static native int nvjpegJpegStreamGetComponentsNum(long file, int[] count);

    static native int nvjpegJpegStreamGetSamplePrecision(long file, int[] bits);

    static native int nvjpegDecodeParamsCreate(long handle, long[] parameters);

    static native int nvjpegDecodeParamsSetOutputFormat(long parameters, int format);

    static native int nvjpegDecodeParamsDestroy(long parameters);

    static native int nvjpegDecoderCreate(long handle, int backend, long[] decoder);

    static native int nvjpegDecoderDestroy(long decoder);

    static native int nvjpegDecoderJpegSupported(long decoder, long file, long parameters, int[] answer);

    static native int nvjpegDecoderStateCreate(long handle, long decoder, long[] state);

    static native int nvjpegJpegStateCreate(long handle, long[] state);

    static native int nvjpegJpegStateDestroy(long state);

    static native int nvjpegBufferPinnedCreate(long handle, long allocator, long[] buffer);

    static native int nvjpegBufferPinnedDestroy(long buffer);

    static native int nvjpegBufferDeviceCreate(long handle, long allocator, long[] buffer);

    static native int nvjpegBufferDeviceDestroy(long buffer);

    static native int nvjpegStateAttachPinnedBuffer(long state, long buffer);

    static native int nvjpegStateAttachDeviceBuffer(long state, long buffer);

    static native int nvjpegDecodeJpegHost(long handle, long decoder, long state, long parameters, long file);

    static native int nvjpegDecodeJpegTransferToDevice(long handle, long decoder, long state, long file, long stream);

    static native int nvjpegDecodeJpegDevice(long handle, long decoder, long state, long image, long stream);

    static native int nvjpegDecodeBatchedInitialize(long handle, long state, int size, int hostThreads, int format);

    static native int nvjpegDecodeBatchedSupported(long handle, long file, int[] answer);

    static native int nvjpegDecodeBatched(
            long handle, long state, long addresses, long lengths, long images, long stream);
}
