package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/**
 * Loads OpenCV once per process and settles what is global in it: one thread per call, since our workers are the
 * threads. What its decoders log is governed by the environment alone: the launcher sets
 * {@code OPENCV_LOG_LEVEL=SILENT}. Thread-safe.
 */
public final class OpenCv {
    private static final class Library {
        private static final boolean LOADED = load();

        private static boolean load() {
            Loader.load(opencv_core.class);
            Loader.load(opencv_imgproc.class);
            Loader.load(opencv_imgcodecs.class);
            opencv_core.setNumThreads(1);
            return true;
        }
    }

    private OpenCv() {}

    /**
     * Makes sure that OpenCV is there; free of cost after the first call.
     *
     * @throws Fault of kind device when it can't be loaded
     */
    public static void require() {
        try {
            if (!Library.LOADED) {
                throw Fault.bug("OpenCV is not loaded");
            }
        } catch (LinkageError e) {
            throw Fault.device("cannot load OpenCV's native library on this machine: " + e.getMessage(), e);
        }
    }
}
