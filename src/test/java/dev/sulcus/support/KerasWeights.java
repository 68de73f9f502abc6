package dev.sulcus.support;

import dev.sulcus.model.EfficientNetConfig;
import dev.sulcus.model.WeightSpec;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Resampling;
import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/** Weights of a Keras HDF5 file with one group per layer, as tensors that the caller closes. */
public final class KerasWeights {
    private KerasWeights() {}

    public static List<TFloat32> read(Path file, List<WeightSpec> specs) {
        var values = new ArrayList<TFloat32>();
        try (HdfFile hdf = new HdfFile(file)) {
            for (WeightSpec spec : specs) {
                var data = hdf.getDatasetByPath(spec.layer() + "/sequential/" + spec.layer() + "/" + spec.name());
                float[] flat = (float[]) data.getDataFlat();
                TFloat32 tensor = TFloat32.tensorOf(spec.shape());
                FloatDataBuffer buffer = tensor.asRawTensor().data().asFloats();
                buffer.write(flat);
                values.add(tensor);
            }
        }
        return values;
    }

    /** The published layout of EfficientNetB0, its deviation in the variance's place made a variance. */
    public static Map<String, float[]> efficientNet(Path file) {
        var values = new HashMap<String, float[]>();
        try (HdfFile hdf = new HdfFile(file)) {
            for (WeightSpec spec : EfficientNetConfig.B0
                    .build(new PixelSpec(224, 224, Resampling.AREA))
                    .weights()) {
                String path = spec.layer() + "/" + spec.path();
                if (!spec.layer().equals("predictions") && !spec.name().equals("count")) {
                    values.put(spec.path(), (float[]) hdf.getDatasetByPath(path).getDataFlat());
                }
            }
        }
        float[] deviation = values.get("normalization/variance");
        for (int i = 0; i < deviation.length; i++) {
            deviation[i] *=
                    new float[] {0.229f, 0.224f, 0.225f}[i]; // divided by twice: by its root and by the true one's
        }
        return values;
    }
}
