package dev.sulcus.cuda;

/**
 * The functions of nvJPEG that Sulcus calls: one method for one function, which answers with its status, 0 for success
 * ({@link JpegStatus}). No method throws, frees or remembers anything by itself. Thread-safe as nvJPEG is: a library
 * handle and a decoder may be used by many threads, a state, a parsed file and a buffer by one at a time. Work goes to
 * the calling thread's current card.
 */
public interface JpegCalls {
    /** nvjpegCreateEx with CUDA's own allocators. */
    int create(int backend, int flags, long[] handle);

    /** nvjpegDestroy. */
    int destroy(long handle);

    /** nvjpegJpegStreamCreate: a place for the parsed headers of one file. */
    int createFile(long handle, long[] file);

    /** nvjpegJpegStreamDestroy. */
    int destroyFile(long file);

    /** nvjpegJpegStreamParseHeader: as far as size and kind need it. */
    int parseHeader(long handle, long address, long bytes, long file);

    /** nvjpegJpegStreamParse of a whole file, whose bytes are borrowed until it is decoded. */
    int parse(long handle, long address, long bytes, long file);

    /** nvjpegJpegStreamGetFrameDimensions. */
    int dimensions(long file, int[] width, int[] height);

    /** nvjpegJpegStreamGetComponentsNum. */
    int components(long file, int[] count);

    /** nvjpegJpegStreamGetSamplePrecision: bits. */
    int precision(long file, int[] bits);

    /** nvjpegDecodeParamsCreate. */
    int createParameters(long handle, long[] parameters);

    /** nvjpegDecodeParamsSetOutputFormat. */
    int setOutputFormat(long parameters, int format);

    /** nvjpegDecodeParamsDestroy. */
    int destroyParameters(long parameters);

    /** nvjpegDecoderCreate. */
    int createDecoder(long handle, int backend, long[] decoder);

    /** nvjpegDecoderDestroy. */
    int destroyDecoder(long decoder);

    /** nvjpegDecoderJpegSupported: the answer is 0 where the decoder takes the file. */
    int decoderTakes(long decoder, long file, long parameters, int[] answer);

    /** nvjpegDecoderStateCreate. */
    int createState(long handle, long decoder, long[] state);

    /** nvjpegJpegStateCreate: for whole batches. */
    int createBatchState(long handle, long[] state);

    /** nvjpegJpegStateDestroy, for both kinds of state. */
    int destroyState(long state);

    /** nvjpegBufferPinnedCreate with CUDA's own allocator. */
    int createHostBuffer(long handle, long[] buffer);

    /** nvjpegBufferPinnedDestroy. */
    int destroyHostBuffer(long buffer);

    /** nvjpegBufferDeviceCreate with CUDA's own allocator. */
    int createDeviceBuffer(long handle, long[] buffer);

    /** nvjpegBufferDeviceDestroy. */
    int destroyDeviceBuffer(long buffer);

    /** nvjpegStateAttachPinnedBuffer. */
    int attachHostBuffer(long state, long buffer);

    /** nvjpegStateAttachDeviceBuffer. */
    int attachDeviceBuffer(long state, long buffer);

    /** nvjpegDecodeJpegHost: what the host does, on the calling thread: Huffman decoding, mostly. */
    int decodeOnHost(long handle, long decoder, long state, long parameters, long file);

    /** nvjpegDecodeJpegTransferToDevice. */
    int transfer(long handle, long decoder, long state, long file, long stream);

    /**
     * nvjpegDecodeJpegDevice.
     *
     * @param image address of an nvjpegImage_t on the host
     */
    int decodeOnDevice(long handle, long decoder, long state, long image, long stream);

    /** nvjpegDecodeBatchedInitialize: must come before a batch of another size. */
    int initializeBatch(long handle, long state, int size, int hostThreads, int format);

    /** nvjpegDecodeBatchedSupported: the answer is 0 where the batched decoder takes the file. */
    int batchTakes(long handle, long file, int[] answer);

    /**
     * nvjpegDecodeBatched.
     *
     * @param addresses where an array of the files' addresses lies
     * @param lengths where an array of their lengths lies, size_t
     * @param images where an array of nvjpegImage_t lies
     */
    int decodeBatch(long handle, long state, long addresses, long lengths, long images, long stream);
}
