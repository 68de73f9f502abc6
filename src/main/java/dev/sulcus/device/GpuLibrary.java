package dev.sulcus.device;

import java.util.List;

/**
 * A native library that work on an NVIDIA GPU opens by name, in the order in which they are loaded: what another one
 * needs comes first. Those of TensorFlow 2.18 are built for CUDA 12 and cuDNN 9.
 */
public enum GpuLibrary {
    /** The driver. */
    DRIVER("libcuda.so.1", Origin.DRIVER, Need.TENSORFLOW),
    /** Compiles PTX for cards that TensorFlow holds no machine code for, such as those of capability 9.0. */
    PTX_COMPILER("libnvidia-ptxjitcompiler.so.1", Origin.DRIVER, Need.TENSORFLOW),
    /** The driver's own figures: memory, power, clocks. */
    MANAGEMENT("libnvidia-ml.so.1", Origin.DRIVER, Need.FIGURES),
    /** CUDA's runtime. */
    CUDART("libcudart.so.12", Origin.CUDA, Need.TENSORFLOW),
    /** Links machine code at run time, for cuFFT, cuSOLVER and cuSPARSE. */
    NVJITLINK("libnvJitLink.so.12", Origin.CUDA, Need.TENSORFLOW),
    /** What the compiler below includes. */
    NVRTC_BUILTINS("libnvrtc-builtins.so.12.6", Origin.CUDA, Need.SULCUS),
    /** Compiles kernels at run time: Sulcus' own, and those that cuDNN fuses. */
    NVRTC("libnvrtc.so.12", Origin.CUDA, Need.SULCUS),
    /** Matrix products. */
    CUBLAS_LT("libcublasLt.so.12", Origin.CUDA, Need.TENSORFLOW),
    /** Matrix products. */
    CUBLAS("libcublas.so.12", Origin.CUDA, Need.TENSORFLOW),
    /** Sparse matrices: unused here, but without it TensorFlow shows no GPU. */
    CUSPARSE("libcusparse.so.12", Origin.CUDA, Need.TENSORFLOW),
    /** Linear equations: unused here, but without it TensorFlow shows no GPU. */
    CUSOLVER("libcusolver.so.11", Origin.CUDA, Need.TENSORFLOW),
    /** Fourier transforms: unused here, but without it TensorFlow shows no GPU. */
    CUFFT("libcufft.so.11", Origin.CUDA, Need.TENSORFLOW),
    /** The front of cuDNN, which opens its parts by name. */
    CUDNN("libcudnn.so.9", Origin.CUDNN, Need.TENSORFLOW),
    /** cuDNN: describes an operation and chooses an engine. */
    CUDNN_GRAPH("libcudnn_graph.so.9", Origin.CUDNN, Need.TENSORFLOW),
    /** cuDNN: pooling, activations, normalisation. */
    CUDNN_OPS("libcudnn_ops.so.9", Origin.CUDNN, Need.TENSORFLOW),
    /** cuDNN: convolutions. */
    CUDNN_CNN("libcudnn_cnn.so.9", Origin.CUDNN, Need.TENSORFLOW),
    /** cuDNN: ranks the engines. */
    CUDNN_HEURISTIC("libcudnn_heuristic.so.9", Origin.CUDNN, Need.TENSORFLOW),
    /** cuDNN: engines compiled beforehand. */
    CUDNN_PRECOMPILED("libcudnn_engines_precompiled.so.9", Origin.CUDNN, Need.TENSORFLOW),
    /** cuDNN: engines compiled at run time. */
    CUDNN_RUNTIME_COMPILED("libcudnn_engines_runtime_compiled.so.9", Origin.CUDNN, Need.TENSORFLOW),
    /** cuDNN: recurrent networks and attention, which no model here has. */
    CUDNN_ADV("libcudnn_adv.so.9", Origin.CUDNN, Need.EXTRA),
    /** Decodes JPEG on the card. */
    NVJPEG("libnvjpeg.so.12", Origin.CUDA, Need.SULCUS),
    /** TensorFlow's profiler. */
    CUPTI("libcupti.so.12", Origin.CUDA, Need.EXTRA);

    /** Who makes it, which decides how to get it. */
    enum Origin {
        DRIVER("comes with the NVIDIA driver: install version 525 or later; in a container, start it with"
                + " NVIDIA_DRIVER_CAPABILITIES=compute,utility"),
        CUDA("in the CUDA 12 toolkit: build with ./sulcus --gpu, which brings it, or install it and set"
                + " SULCUS_CUDA=system"),
        CUDNN("in cuDNN 9 for CUDA 12: build with ./sulcus --gpu, which brings it, or install it and set"
                + " SULCUS_CUDA=system");

        private final String remedy;

        Origin(String remedy) {
            this.remedy = remedy;
        }
    }

    /** What goes without it. */
    enum Need {
        /** Nothing runs on the card. */
        TENSORFLOW,
        /** JPEGs are decoded on the host. */
        SULCUS,
        /** Figures of the card stay unknown. */
        FIGURES,
        /** Nothing that Sulcus does. */
        EXTRA
    }

    private final String fileName;
    private final Origin origin;
    private final Need need;

    GpuLibrary(String fileName, Origin origin, Need need) {
        this.fileName = fileName;
        this.origin = origin;
        this.need = need;
    }

    /** As whoever needs it opens it. */
    public String fileName() {
        return fileName;
    }

    /** What to do where it is missing, in one line. */
    String remedy() {
        return origin.remedy;
    }

    /** Whether it belongs to the driver, which no build brings. */
    boolean ofDriver() {
        return origin == Origin.DRIVER;
    }

    /** Whether TensorFlow lists no GPU, or can't compute on one, without it. */
    boolean neededByTensorFlow() {
        return need == Need.TENSORFLOW;
    }

    /** What must be loaded before this one, the first first; empty for most. */
    List<GpuLibrary> needs() {
        return switch (this) {
            case PTX_COMPILER, MANAGEMENT -> List.of(DRIVER);
            case CUBLAS -> List.of(CUBLAS_LT);
            case CUSPARSE, CUFFT -> List.of(NVJITLINK);
            case CUSOLVER -> List.of(NVJITLINK, CUBLAS_LT, CUBLAS, CUSPARSE);
            case NVRTC -> List.of(NVRTC_BUILTINS);
            case CUDNN_OPS, CUDNN_HEURISTIC, CUDNN_PRECOMPILED, CUDNN_RUNTIME_COMPILED -> List.of(CUDNN_GRAPH);
            case CUDNN_CNN, CUDNN_ADV -> List.of(CUDNN_GRAPH, CUDNN_OPS);
            default -> List.of();
        };
    }
}
