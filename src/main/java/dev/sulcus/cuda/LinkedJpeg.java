package dev.sulcus.cuda;

import dev.sulcus.device.GpuLibraries;
import dev.sulcus.device.GpuLibrary;
import dev.sulcus.fault.Fault;

/** NVIDIA's own nvJPEG. Stateless; see {@link JpegCalls} for each. */
final class LinkedJpeg implements JpegCalls {
    private LinkedJpeg() {}

    /**
     * Loads and links libnvjpeg.
     *
     * @throws Fault of kind device, with what to do, when it is missing or isn't what it should be
     */
    static JpegCalls open() {
        GpuLibraries.require(GpuLibrary.NVJPEG);
        var jpeg = new LinkedJpeg();
        try {
            jpeg.destroy(0); // a handle that was never made: refused, but only by a library that is linked
        } catch (LinkageError e) {
            throw Fault.device("nvJPEG cannot be linked (" + e.getMessage() + "): take version 12", e);
        }
        return jpeg;
    }

    @Override
    public int create(int backend, int flags, long[] handle) {
        return JpegLibrary.nvjpegCreateEx(backend, 0, 0, flags, handle);
    }

    @Override
    public int destroy(long handle) {
        return JpegLibrary.nvjpegDestroy(handle);
    }

    @Override
    public int createFile(long handle, long[] file) {
        return JpegLibrary.nvjpegJpegStreamCreate(handle, file);
    }

    @Override
    public int destroyFile(long file) {
        return JpegLibrary.nvjpegJpegStreamDestroy(file);
    }

    @Override
    public int parseHeader(long handle, long address, long bytes, long file) {
        return JpegLibrary.nvjpegJpegStreamParseHeader(handle, address, bytes, file);
    }

    @Override
    public int parse(long handle, long address, long bytes, long file) {
        return JpegLibrary.nvjpegJpegStreamParse(handle, address, bytes, 0, 0, file);
    }

    @Override
    public int dimensions(long file, int[] width, int[] height) {
        return JpegLibrary.nvjpegJpegStreamGetFrameDimensions(file, width, height);
    }

    @Override
    public int components(long file, int[] count) {
        return JpegLibrary.nvjpegJpegStreamGetComponentsNum(file, count);
    }

    @Override
    public int precision(long file, int[] bits) {
        return JpegLibrary.nvjpegJpegStreamGetSamplePrecision(file, bits);
    }

    @Override
    public int createParameters(long handle, long[] parameters) {
        return JpegLibrary.nvjpegDecodeParamsCreate(handle, parameters);
    }

    @Override
    public int setOutputFormat(long parameters, int format) {
        return JpegLibrary.nvjpegDecodeParamsSetOutputFormat(parameters, format);
    }

    @Override
    public int destroyParameters(long parameters) {
        return JpegLibrary.nvjpegDecodeParamsDestroy(parameters);
    }

    @Override
    public int createDecoder(long handle, int backend, long[] decoder) {
        return JpegLibrary.nvjpegDecoderCreate(handle, backend, decoder);
    }

    @Override
    public int destroyDecoder(long decoder) {
        return JpegLibrary.nvjpegDecoderDestroy(decoder);
    }

    @Override
    public int decoderTakes(long decoder, long file, long parameters, int[] answer) {
        return JpegLibrary.nvjpegDecoderJpegSupported(decoder, file, parameters, answer);
    }

    @Override
    public int createState(long handle, long decoder, long[] state) {
        return JpegLibrary.nvjpegDecoderStateCreate(handle, decoder, state);
    }

    @Override
    public int createBatchState(long handle, long[] state) {
        return JpegLibrary.nvjpegJpegStateCreate(handle, state);
    }

    @Override
    public int destroyState(long state) {
        return JpegLibrary.nvjpegJpegStateDestroy(state);
    }

    @Override
    public int createHostBuffer(long handle, long[] buffer) {
        return JpegLibrary.nvjpegBufferPinnedCreate(handle, 0, buffer);
    }

    @Override
    public int destroyHostBuffer(long buffer) {
        return JpegLibrary.nvjpegBufferPinnedDestroy(buffer);
    }

    @Override
    public int createDeviceBuffer(long handle, long[] buffer) {
        return JpegLibrary.nvjpegBufferDeviceCreate(handle, 0, buffer);
    }

    @Override
    public int destroyDeviceBuffer(long buffer) {
        return JpegLibrary.nvjpegBufferDeviceDestroy(buffer);
    }

    @Override
    public int attachHostBuffer(long state, long buffer) {
        return JpegLibrary.nvjpegStateAttachPinnedBuffer(state, buffer);
    }

    @Override
    public int attachDeviceBuffer(long state, long buffer) {
        return JpegLibrary.nvjpegStateAttachDeviceBuffer(state, buffer);
    }

    @Override
    public int decodeOnHost(long handle, long decoder, long state, long parameters, long file) {
        return JpegLibrary.nvjpegDecodeJpegHost(handle, decoder, state, parameters, file);
    }

    @Override
    public int transfer(long handle, long decoder, long state, long file, long stream) {
        return JpegLibrary.nvjpegDecodeJpegTransferToDevice(handle, decoder, state, file, stream);
    }

    @Override
    public int decodeOnDevice(long handle, long decoder, long state, long image, long stream) {
        return JpegLibrary.nvjpegDecodeJpegDevice(handle, decoder, state, image, stream);
    }

    @Override
    public int initializeBatch(long handle, long state, int size, int hostThreads, int format) {
        return JpegLibrary.nvjpegDecodeBatchedInitialize(handle, state, size, hostThreads, format);
    }

    @Override
    public int batchTakes(long handle, long file, int[] answer) {
        return JpegLibrary.nvjpegDecodeBatchedSupported(handle, file, answer);
    }

    @Override
    public int decodeBatch(long handle, long state, long addresses, long lengths, long images, long stream) {
        return JpegLibrary.nvjpegDecodeBatched(handle, state, addresses, lengths, images, stream);
    }
}
