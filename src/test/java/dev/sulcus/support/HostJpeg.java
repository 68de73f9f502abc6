package dev.sulcus.support;

import com.sun.jna.Pointer;
import dev.sulcus.cuda.CudaStatus;
import dev.sulcus.cuda.JpegCalls;
import dev.sulcus.cuda.JpegStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A double of nvJPEG that decodes with OpenCV, into the memory of a {@link HostCuda} and in its streams: a host buffer that
 * is written while its transfer is still to come gives wrong pixels, as on a card. Calls can be made to fail. Thread-safe.
 */
public final class HostJpeg implements JpegCalls {
    private static final int BACKEND_HARDWARE = 3;
    private static final int IMAGE_BYTES = 64;
    private static final int PITCH = 32;

    /** RGB pixels, as a buffer holds them in the double. */
    private record Pixels(byte[] rgb, int rowBytes) {}

    private static final class Handle {
        private final String kind;
        private Pixels pixels;
        private Handle hostBuffer;
        private Handle deviceBuffer;
        private long address;
        private long bytes;
        private int width;
        private int height;
        private int components;
        private int bits;
        private int batch;
        private boolean ready;

        Handle(String kind) {
            this.kind = kind;
        }
    }

    private record Failure(int[] countdown, int status, int cudaStatus) {}

    private final HostCuda cuda;
    private final Map<Long, Handle> handles = new HashMap<>();
    private final Map<String, Failure> failures = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private boolean engines;
    private long nextHandle = 1000;

    public HostJpeg(HostCuda cuda) {
        this.cuda = cuda;
    }

    /** A card with JPEG engines, which take files of three components. */
    public HostJpeg withEngines() {
        engines = true;
        return this;
    }

    /** The {@code nth} call from now of a method of this name answers {@code status}. */
    public HostJpeg failing(String method, int nth, int status) {
        return failing(method, nth, status, CudaStatus.SUCCESS);
    }

    /** The same, and CUDA's last error is then {@code cudaStatus}. */
    public synchronized HostJpeg failing(String method, int nth, int status, int cudaStatus) {
        failures.put(method, new Failure(new int[] {nth}, status, cudaStatus));
        return this;
    }

    /** Handles that are open. */
    public synchronized int live() {
        return handles.size();
    }

    /** One of them. */
    public synchronized long anyHandle() {
        return handles.keySet().iterator().next();
    }

    /** Names of the methods that were called, in order. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public int create(int backend, int flags, long[] handle) {
        if (backend == BACKEND_HARDWARE && !engines) {
            return JpegStatus.ARCH_MISMATCH;
        }
        return make("create", handle);
    }

    @Override
    public int destroy(long handle) {
        return end("destroy", "create", handle);
    }

    @Override
    public int createFile(long handle, long[] file) {
        return make("createFile", file);
    }

    @Override
    public int destroyFile(long file) {
        return end("destroyFile", "createFile", file);
    }

    @Override
    public synchronized int parseHeader(long handle, long address, long bytes, long file) {
        int status = enter("parseHeader");
        return status == JpegStatus.SUCCESS ? parsed(address, bytes, handles.get(file)) : status;
    }

    @Override
    public synchronized int parse(long handle, long address, long bytes, long file) {
        int status = enter("parse");
        return status == JpegStatus.SUCCESS ? parsed(address, bytes, handles.get(file)) : status;
    }

    @Override
    public synchronized int dimensions(long file, int[] width, int[] height) {
        width[0] = handles.get(file).width;
        height[0] = handles.get(file).height;
        return enter("dimensions");
    }

    @Override
    public synchronized int components(long file, int[] count) {
        count[0] = handles.get(file).components;
        return enter("components");
    }

    @Override
    public synchronized int precision(long file, int[] bits) {
        bits[0] = handles.get(file).bits;
        return enter("precision");
    }

    @Override
    public int createParameters(long handle, long[] parameters) {
        return make("createParameters", parameters);
    }

    @Override
    public synchronized int setOutputFormat(long parameters, int format) {
        return enter("setOutputFormat");
    }

    @Override
    public int destroyParameters(long parameters) {
        return end("destroyParameters", "createParameters", parameters);
    }

    @Override
    public int createDecoder(long handle, int backend, long[] decoder) {
        return make("createDecoder", decoder);
    }

    @Override
    public int destroyDecoder(long decoder) {
        return end("destroyDecoder", "createDecoder", decoder);
    }

    @Override
    public synchronized int decoderTakes(long decoder, long file, long parameters, int[] answer) {
        answer[0] = 0;
        return enter("decoderTakes");
    }

    @Override
    public int createState(long handle, long decoder, long[] state) {
        return make("createState", state);
    }

    @Override
    public int createBatchState(long handle, long[] state) {
        return make("createState", state);
    }

    @Override
    public int destroyState(long state) {
        return end("destroyState", "createState", state);
    }

    @Override
    public int createHostBuffer(long handle, long[] buffer) {
        return make("createHostBuffer", buffer);
    }

    @Override
    public int destroyHostBuffer(long buffer) {
        return end("destroyHostBuffer", "createHostBuffer", buffer);
    }

    @Override
    public int createDeviceBuffer(long handle, long[] buffer) {
        return make("createDeviceBuffer", buffer);
    }

    @Override
    public int destroyDeviceBuffer(long buffer) {
        return end("destroyDeviceBuffer", "createDeviceBuffer", buffer);
    }

    @Override
    public synchronized int attachHostBuffer(long state, long buffer) {
        handles.get(state).hostBuffer = handles.get(buffer);
        return enter("attachHostBuffer");
    }

    @Override
    public synchronized int attachDeviceBuffer(long state, long buffer) {
        handles.get(state).deviceBuffer = handles.get(buffer);
        return enter("attachDeviceBuffer");
    }

    @Override
    public int decodeOnHost(long handle, long decoder, long state, long parameters, long file) {
        Handle source = handle(file);
        int status = enter("decodeOnHost");
        if (status != JpegStatus.SUCCESS) {
            return status;
        }
        Pixels pixels = decoded(source.address, source.bytes);
        if (pixels == null) {
            return JpegStatus.BAD_JPEG;
        }
        Handle at = handle(state);
        at.hostBuffer.pixels = pixels;
        at.ready = true;
        return JpegStatus.SUCCESS;
    }

    @Override
    public int transfer(long handle, long decoder, long state, long file, long stream) {
        int status = enter("transfer");
        Handle at = handle(state);
        if (status != JpegStatus.SUCCESS || !at.ready || at.deviceBuffer == null) {
            return status == JpegStatus.SUCCESS ? JpegStatus.INVALID_PARAMETER : status;
        }
        Handle from = at.hostBuffer;
        Handle to = at.deviceBuffer;
        return given(cuda.give("transfer", stream, () -> to.pixels = from.pixels));
    }

    @Override
    public int decodeOnDevice(long handle, long decoder, long state, long image, long stream) {
        int status = enter("decodeOnDevice");
        Handle at = handle(state);
        if (status != JpegStatus.SUCCESS || !at.ready) {
            return status == JpegStatus.SUCCESS ? JpegStatus.INVALID_PARAMETER : status;
        }
        at.ready = false;
        Handle buffer = at.deviceBuffer;
        long target = new Pointer(image).getLong(0);
        long pitch = new Pointer(image).getLong(PITCH);
        return given(cuda.give("decodeOnDevice", stream, () -> write(buffer.pixels, target, pitch)));
    }

    @Override
    public synchronized int initializeBatch(long handle, long state, int size, int hostThreads, int format) {
        int status = enter("initializeBatch");
        if (status == JpegStatus.SUCCESS) {
            handles.get(state).batch = size;
        }
        return status;
    }

    @Override
    public synchronized int batchTakes(long handle, long file, int[] answer) {
        answer[0] = handles.get(file).components == 3 ? 0 : 1;
        return enter("batchTakes");
    }

    @Override
    public int decodeBatch(long handle, long state, long addresses, long lengths, long images, long stream) {
        int status = enter("decodeBatch");
        List<Pixels> all = new ArrayList<>();
        for (int i = 0; i < handle(state).batch && status == JpegStatus.SUCCESS; i++) {
            long address = new Pointer(addresses).getLong(8L * i);
            Pixels pixels = decoded(address, new Pointer(lengths).getLong(8L * i));
            status = pixels == null ? JpegStatus.BAD_JPEG : status;
            all.add(pixels);
        }
        for (int i = 0; i < all.size() && status == JpegStatus.SUCCESS; i++) {
            Pixels pixels = all.get(i);
            long target = new Pointer(images).getLong((long) IMAGE_BYTES * i);
            long pitch = new Pointer(images).getLong((long) IMAGE_BYTES * i + PITCH);
            status = given(cuda.give("decodeBatch", stream, () -> write(pixels, target, pitch)));
        }
        return status;
    }

    private void write(Pixels pixels, long target, long pitch) {
        int rows = pixels.rgb.length / pixels.rowBytes;
        cuda.requireOpen(target, pitch * (rows - 1) + pixels.rowBytes);
        for (int y = 0; y < rows && !cuda.isLost(); y++) {
            new Pointer(target).write(y * pitch, pixels.rgb, y * pixels.rowBytes, pixels.rowBytes);
        }
    }

    /** Null when the file ends before its end, or OpenCV makes nothing of it. */
    private static Pixels decoded(long address, long bytes) {
        byte[] file = new Pointer(address).getByteArray(0, (int) bytes);
        boolean whole = file[file.length - 2] == (byte) 0xFF && file[file.length - 1] == (byte) 0xD9;
        int flags = opencv_imgcodecs.IMREAD_COLOR | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
        try (Mat data = new Mat(1, file.length, 0);
                Mat rgb = new Mat()) {
            data.data().put(file);
            try (Mat bgr = opencv_imgcodecs.imdecode(data, flags)) {
                if (!whole || bgr.empty()) {
                    return null;
                }
                opencv_imgproc.cvtColor(bgr, rgb, opencv_imgproc.COLOR_BGR2RGB);
                byte[] pixels = new byte[3 * rgb.cols() * rgb.rows()];
                rgb.data().get(pixels);
                return new Pixels(pixels, 3 * rgb.cols());
            }
        }
    }

    /** Finds the frame's header: ITU-T T.81, B.2.2. */
    private static int parsed(long address, long bytes, Handle file) {
        var data = new Pointer(address);
        for (long p = 2; p + 9 < bytes; ) {
            int marker = data.getByte(p + 1) & 0xFF;
            boolean frame = marker >= 0xC0 && marker <= 0xC2;
            if ((data.getByte(p) & 0xFF) != 0xFF || marker == 0xDA) {
                return JpegStatus.BAD_JPEG;
            }
            if (frame) {
                file.address = address;
                file.bytes = bytes;
                file.bits = data.getByte(p + 4);
                file.height = u16(data, p + 5);
                file.width = u16(data, p + 7);
                file.components = data.getByte(p + 9);
                return JpegStatus.SUCCESS;
            }
            p += 2 + u16(data, p + 2);
        }
        return JpegStatus.INCOMPLETE_BITSTREAM;
    }

    private static int u16(Pointer data, long at) {
        return (data.getByte(at) & 0xFF) << 8 | data.getByte(at + 1) & 0xFF;
    }

    private int given(int cudaStatus) {
        return cudaStatus == CudaStatus.SUCCESS ? JpegStatus.SUCCESS : JpegStatus.EXECUTION_FAILED;
    }

    private synchronized Handle handle(long handle) {
        return handles.get(handle);
    }

    private synchronized int make(String method, long[] handle) {
        int status = enter(method);
        if (status == JpegStatus.SUCCESS) {
            handle[0] = nextHandle++;
            handles.put(handle[0], new Handle(method));
        }
        return status;
    }

    private synchronized int end(String method, String maker, long handle) {
        int status = enter(method);
        if (status != JpegStatus.SUCCESS) {
            return status;
        }
        Handle gone = handles.remove(handle);
        return gone != null && gone.kind.equals(maker) ? JpegStatus.SUCCESS : JpegStatus.INVALID_PARAMETER;
    }

    private synchronized int enter(String method) {
        calls.add(method);
        if (cuda.isLost()) {
            return JpegStatus.EXECUTION_FAILED;
        }
        Failure failure = failures.get(method);
        if (failure != null && --failure.countdown[0] == 0) {
            failures.remove(method);
            cuda.leaveError(failure.cudaStatus);
            return failure.status;
        }
        return JpegStatus.SUCCESS;
    }
}
