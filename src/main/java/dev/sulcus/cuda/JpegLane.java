package dev.sulcus.cuda;

import dev.sulcus.device.NativeBlock;
import dev.sulcus.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One way through nvJPEG's hybrid decoder: Huffman codes on the calling thread, the rest on the card, in a stream of its
 * own. Two host buffers and two parsed files take turns, so that the host decodes the next file while the card works on this one. Whoever
 * opens it closes it. One thread at a time.
 */
final class JpegLane implements AutoCloseable {
    private final Gpu gpu;
    private final JpegCalls calls;
    private final long library;
    private final JpegHandles handles;
    private final NativeBlock imageBlock;
    private final ByteBuffer image;
    private final long[] hostBuffers = new long[2];
    private final long[] files = new long[2];
    private final int[] taken = new int[1];
    private GpuStream stream;
    private GpuEvent done;
    private long parameters;
    private long decoder;
    private long state;
    private int turn;

    JpegLane(Gpu gpu, JpegCalls calls, long library) {
        this.gpu = gpu;
        this.calls = calls;
        this.library = library;
        this.handles = new JpegHandles(gpu);
        this.imageBlock = NativeBlock.allocate("nvJPEG's image", JpegStatus.IMAGE_BYTES);
        this.image = imageBlock.buffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < JpegStatus.IMAGE_BYTES; i += Long.BYTES) {
            image.putLong(i, 0);
        }
        try {
            open();
        } catch (Fault e) {
            close();
            throw e;
        }
    }

    private void open() {
        stream = gpu.openStream("JPEG decoding");
        done = gpu.openEvent("JPEG decoding");
        parameters =
                handles.open("parameters", handle -> calls.createParameters(library, handle), calls::destroyParameters);
        int status = calls.setOutputFormat(parameters, JpegStatus.OUTPUT_RGB_INTERLEAVED);
        if (status != JpegStatus.SUCCESS) {
            throw JpegStatus.fault(gpu, status, "asking for RGB");
        }
        for (int i = 0; i < hostBuffers.length; i++) {
            files[i] = handles.open("a file", handle -> calls.createFile(library, handle), calls::destroyFile);
            hostBuffers[i] = handles.open(
                    "a host buffer", handle -> calls.createHostBuffer(library, handle), calls::destroyHostBuffer);
        }
        long deviceBuffer = handles.open(
                "a device buffer", handle -> calls.createDeviceBuffer(library, handle), calls::destroyDeviceBuffer);
        decoder = handles.open(
                "a decoder",
                handle -> calls.createDecoder(library, JpegStatus.BACKEND_HYBRID, handle),
                calls::destroyDecoder);
        state = handles.open("a state", handle -> calls.createState(library, decoder, handle), calls::destroyState);
        status = calls.attachDeviceBuffer(state, deviceBuffer);
        if (status != JpegStatus.SUCCESS) {
            throw JpegStatus.fault(gpu, status, "attaching a buffer");
        }
    }

    /** Work of this batch waits, on the card, until {@code free} has come. */
    void begin(GpuEvent free) {
        stream.waitFor(free);
    }

    /**
     * Decodes one file to where the job says. Returns when the host's part is done and the card's is given.
     *
     * @throws Fault of kind memory or device when the card is to blame rather than the file
     */
    JpegAnswer decode(JpegJobs jobs, int job) {
        gpu.enter();
        JpegAnswer answer = onHost(jobs.addresses[job], jobs.lengths[job]);
        if (answer != JpegAnswer.DECODED) {
            return answer;
        }
        // The card has left the other host buffer and the device buffer. The host waits here, at most, for one picture.
        stream.synchronize();
        answer = answer(calls.transfer(library, decoder, state, files[turn], stream.handle()));
        turn = 1 - turn;
        if (answer != JpegAnswer.DECODED) {
            return answer;
        }
        image.putLong(0, jobs.target(job));
        image.putLong(JpegStatus.IMAGE_PITCH, jobs.pitch(job));
        return answer(calls.decodeOnDevice(library, decoder, state, imageBlock.address(), stream.handle()));
    }

    /** Makes what follows in {@code other} wait for all that this lane has been given. */
    void end(GpuStream other) {
        done.record(stream);
        other.waitFor(done);
    }

    @Override
    public void close() {
        // A buffer must outlive what the card does with it.
        CloseAll.close(this::drain, handles, done, stream, imageBlock);
    }

    private JpegAnswer onHost(long address, long bytes) {
        JpegAnswer answer = answer(calls.parse(library, address, bytes, files[turn]));
        if (answer == JpegAnswer.DECODED) {
            answer = answer(calls.attachHostBuffer(state, hostBuffers[turn]));
        }
        if (answer == JpegAnswer.DECODED) {
            answer = takes();
        }
        return answer == JpegAnswer.DECODED
                ? answer(calls.decodeOnHost(library, decoder, state, parameters, files[turn]))
                : answer;
    }

    private JpegAnswer takes() {
        JpegAnswer answer = answer(calls.decoderTakes(decoder, files[turn], parameters, taken));
        return answer == JpegAnswer.DECODED && taken[0] != 0 ? JpegAnswer.UNSUPPORTED : answer;
    }

    private JpegAnswer answer(int status) {
        return JpegStatus.answer(gpu, status, "decoding a JPEG");
    }

    private void drain() {
        if (stream != null) {
            stream.drain();
        }
    }
}
