package dev.sulcus.pipeline;

import dev.sulcus.dataset.ColorMode;
import dev.sulcus.dataset.ImageFormat;
import dev.sulcus.device.EagerRuntime;
import dev.sulcus.fault.Fault;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TFE_Context;
import org.tensorflow.internal.c_api.TFE_Op;
import org.tensorflow.internal.c_api.TFE_TensorHandle;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.TF_TString;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * JPEG and PNG by TensorFlow's operations, run one by one. Its libjpeg-turbo has the vector instructions that the one in
 * OpenCV's jar was built without; both give the same pixels to the last bit. The file's bytes are lent, not copied, and
 * the pixels stay where TensorFlow put them. About 50 bytes of Java heap per picture. One thread; whoever opens it
 * closes it.
 */
final class TensorFlowDecoder implements AutoCloseable {
    /** Its address can be set, so that one object serves every picture. */
    private static final class Handle extends TFE_TensorHandle {
        Handle aim(long at) {
            address = at;
            return this;
        }
    }

    private static final int TSTRING_BYTES = 24;
    private static final String ACCURATE = "INTEGER_ACCURATE";

    private final TFE_Context context = EagerRuntime.require();
    private final BytePointer jpegName = new BytePointer("DecodeJpeg");
    private final BytePointer pngName = new BytePointer("DecodePng");
    private final BytePointer channelsName = new BytePointer("channels");
    private final BytePointer ratioName = new BytePointer("ratio");
    private final BytePointer methodName = new BytePointer("dct_method");
    private final BytePointer accurate = new BytePointer(ACCURATE);
    private final AddressPointer bytes = new AddressPointer();
    private final PointerPointer<Pointer> results = new PointerPointer<>(1);
    private final LongPointer resultAddress = new LongPointer(results);
    private final IntPointer resultCount = new IntPointer(1);
    private final Handle result = new Handle();
    private final TF_Status status = tensorflow.TF_NewStatus();
    private final TF_Tensor input = tensorflow.TF_AllocateTensor(tensorflow.TF_STRING, new long[0], 0, TSTRING_BYTES);
    private final TF_TString text = new TF_TString(tensorflow.TF_TensorData(input));
    private final TFE_TensorHandle inputHandle;
    private final TFE_Op operation;
    private long pixels;
    private int width;
    private int height;

    TensorFlowDecoder() {
        tensorflow.TF_TString_Init(text);
        inputHandle = tensorflow.TFE_NewTensorHandle(input, status);
        operation = tensorflow.TFE_NewOp(context, jpegName, status);
        if (failed()) {
            close();
            throw Fault.device("TensorFlow cannot decode pictures on this machine", null);
        }
    }

    /** Whether pictures of this kind are decoded here, with the same pixels as by OpenCV. */
    static boolean takes(ImageHeader header) {
        return header.format() == ImageFormat.PNG
                || header.format() == ImageFormat.JPEG && header.mode() != ColorMode.CMYK;
    }

    /**
     * Decodes the file of {@code length} bytes at {@code address}, to grey or RGB.
     *
     * @param ratio by which both sides of a JPEG are divided, rounded up: 1, 2, 4 or 8
     * @return whether there are pixels; if not, the file is damaged or of a kind that TensorFlow does not know
     */
    boolean decode(ImageFormat format, long address, long length, int channels, int ratio) {
        release();
        tensorflow.TF_TString_AssignView(text, bytes.aim(address, length), length);
        BytePointer name = format == ImageFormat.JPEG ? jpegName : pngName;
        tensorflow.TFE_OpReset(operation, name, null, status);
        tensorflow.TFE_OpAddInput(operation, inputHandle, status);
        tensorflow.TFE_OpSetAttrInt(operation, channelsName, channels);
        if (format == ImageFormat.JPEG) {
            tensorflow.TFE_OpSetAttrInt(operation, ratioName, ratio);
            tensorflow.TFE_OpSetAttrString(operation, methodName, accurate, ACCURATE.length());
        }
        resultCount.put(1);
        tensorflow.TFE_Execute(operation, results, resultCount, status);
        if (failed()) {
            return false;
        }
        result.aim(resultAddress.get());
        return look(channels);
    }

    /** Where the pixels are, rows without gaps; borrowed until the next call. */
    long pixels() {
        return pixels;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    @Override
    public void close() {
        release();
        if (operation != null && !operation.isNull()) {
            tensorflow.TFE_DeleteOp(operation);
        }
        if (inputHandle != null && !inputHandle.isNull()) {
            tensorflow.TFE_DeleteTensorHandle(inputHandle);
        }
        tensorflow.TF_DeleteTensor(input);
        tensorflow.TF_DeleteStatus(status);
        for (Pointer own : new Pointer[] {
            jpegName, pngName, channelsName, ratioName, methodName, accurate, results, resultCount, bytes
        }) {
            own.close();
        }
    }

    private boolean look(int channels) {
        height = (int) tensorflow.TFE_TensorHandleDim(result, 0, status);
        width = (int) tensorflow.TFE_TensorHandleDim(result, 1, status);
        long depth = tensorflow.TFE_TensorHandleDim(result, 2, status);
        Pointer start = tensorflow.TFE_TensorHandleDevicePointer(result, status);
        if (failed() || start == null || depth != channels) {
            return false;
        }
        pixels = start.address();
        return true;
    }

    /** A failure is forgotten with the next call that succeeds. */
    private boolean failed() {
        return tensorflow.TF_GetCode(status) != tensorflow.TF_OK;
    }

    private void release() {
        if (!result.isNull()) {
            tensorflow.TFE_DeleteTensorHandle(result);
            result.aim(0);
        }
    }
}
