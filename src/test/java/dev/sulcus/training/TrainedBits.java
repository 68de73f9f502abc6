package dev.sulcus.training;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import org.tensorflow.Tensor;

/** What a training came to, bit for bit, times left out. */
record TrainedBits(List<String> history, String weights) {
    static TrainedBits of(TrainingResult result) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < result.weights().size(); i++) {
            Tensor tensor = result.weights().get(i);
            byte[] bytes = new byte[(int) tensor.numBytes()];
            tensor.asRawTensor().data().read(bytes);
            all.writeBytes(bytes);
        }
        List<String> history = result.history().stream()
                .map(e -> e.epoch() + " " + e.loss() + " " + e.accuracy() + " " + e.valLoss() + " " + e.valAuc() + " "
                        + e.learningRate())
                .toList();
        return new TrainedBits(
                history,
                HexFormat.of().formatHex(dev.sulcus.artefact.Sha256.digest().digest(all.toByteArray())));
    }
}
