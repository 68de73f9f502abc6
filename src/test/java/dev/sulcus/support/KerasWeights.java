package dev.sulcus.support;

import dev.sulcus.model.WeightSpec;
import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
}
