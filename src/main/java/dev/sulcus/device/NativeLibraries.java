package dev.sulcus.device;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;

/** Loads the native libraries and asks them who they are. A library that can't be loaded is a fact, not an exception. */
final class NativeLibraries {
    private static final String GPU_BUILD = "/org/tensorflow/internal/c_api/linux-x86_64-gpu/libtensorflow_cc.so.2";

    /** Why a build for CPUs uses no GPU, and what to do. */
    static final String CPU_BUILD = "this is the build for CPUs; in a checkout start ./sulcus --gpu, elsewhere take a"
            + " bundle made with sulcus bundle --gpu";

    private NativeLibraries() {}

    static DeviceReport.TensorFlow tensorFlow() {
        long start = System.nanoTime();
        try {
            TensorFlowLog.settle(
                    TensorFlowThreads.settingsOf(SessionConfig.DEFAULT).build());
            String version = TensorFlow.version();
            double seconds = (System.nanoTime() - start) / 1e9;
            return new DeviceReport.TensorFlow(version, seconds, devices(), null);
        } catch (LinkageError | RuntimeException e) {
            return unusableTensorFlow(reason(e));
        }
    }

    static DeviceReport.TensorFlow unusableTensorFlow(String reason) {
        return new DeviceReport.TensorFlow(null, Double.NaN, List.of(), reason);
    }

    static DeviceReport.OpenCv openCv() {
        try {
            Loader.load(opencv_imgcodecs.class);
            String version = Stream.of(
                            opencv_core.getVersionMajor(),
                            opencv_core.getVersionMinor(),
                            opencv_core.getVersionRevision())
                    .map(String::valueOf)
                    .collect(Collectors.joining("."));
            return new DeviceReport.OpenCv(version, null);
        } catch (LinkageError | RuntimeException e) {
            return new DeviceReport.OpenCv(null, reason(e));
        }
    }

    static boolean isGpuBuild() {
        return NativeLibraries.class.getResource(GPU_BUILD) != null;
    }

    /** Through a session without a graph, set up as any other. */
    private static List<DeviceReport.ComputeDevice> devices() {
        ConfigProto config = SessionConfig.DEFAULT.toProto();
        try (TF_Status status = TF_Status.newStatus();
                TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
                BytePointer bytes = new BytePointer(config.toByteArray());
                TF_Graph graph = TF_Graph.newGraph()) {
            tensorflow.TF_SetConfig(options, bytes, bytes.limit(), status);
            status.throwExceptionIfNotOK();
            try (TF_Session session = TF_Session.newSession(graph, options, status)) {
                status.throwExceptionIfNotOK();
                return list(session, status);
            }
        }
    }

    private static List<DeviceReport.ComputeDevice> list(TF_Session session, TF_Status status) {
        TF_DeviceList list = tensorflow.TF_SessionListDevices(session, status);
        try {
            status.throwExceptionIfNotOK();
            List<DeviceReport.ComputeDevice> devices = new ArrayList<>();
            for (int i = 0; i < tensorflow.TF_DeviceListCount(list); i++) {
                devices.add(device(list, i, status));
            }
            return List.copyOf(devices);
        } finally {
            tensorflow.TF_DeleteDeviceList(list);
        }
    }

    private static DeviceReport.ComputeDevice device(TF_DeviceList list, int index, TF_Status status) {
        String name = tensorflow.TF_DeviceListName(list, index, status).getString();
        String type = tensorflow.TF_DeviceListType(list, index, status).getString();
        long memoryBytes = tensorflow.TF_DeviceListMemoryBytes(list, index, status);
        status.throwExceptionIfNotOK();
        return new DeviceReport.ComputeDevice(name.replaceFirst(".*(?=/device:)", ""), type, memoryBytes);
    }

    private static String reason(Throwable e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return e.getClass().getSimpleName() + " " + message;
    }
}
