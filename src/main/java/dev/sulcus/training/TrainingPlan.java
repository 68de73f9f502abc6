package dev.sulcus.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sulcus.artefact.Json;
import dev.sulcus.artefact.Sha256;
import dev.sulcus.dataset.ClassWeights;
import dev.sulcus.dataset.SplitPart;
import dev.sulcus.model.NetworkConfig;
import dev.sulcus.pipeline.PixelSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One training run, decided to the last setting.
 *
 * @param pixels what the pictures become
 * @param network its shape
 * @param head the stage before, on frozen features; null for none
 * @param training how it is trained
 * @param trainingPart scans to learn from
 * @param validationPart scans to watch; never learnt from
 * @param start weights to begin with, by path; those it lacks are drawn from the seed. Owned by the plan
 * @param lesions pretraining on painted lesions; null for training on the scans' own labels
 * @param checkpoints folder of the checkpoints; made when missing
 */
public record TrainingPlan(
        PixelSpec pixels,
        NetworkConfig network,
        HeadStageConfig head,
        TrainingConfig training,
        SplitPart trainingPart,
        SplitPart validationPart,
        Map<String, float[]> start,
        LesionPlan lesions,
        Path checkpoints) {
    /** On the scans as they are. */
    public TrainingPlan(
            PixelSpec pixels,
            NetworkConfig network,
            HeadStageConfig head,
            TrainingConfig training,
            SplitPart trainingPart,
            SplitPart validationPart,
            Map<String, float[]> start,
            Path checkpoints) {
        this(pixels, network, head, training, trainingPart, validationPart, start, null, checkpoints);
    }

    /** From weights drawn from the seed. */
    public TrainingPlan(
            PixelSpec pixels,
            NetworkConfig network,
            TrainingConfig training,
            SplitPart trainingPart,
            SplitPart validationPart,
            Path checkpoints) {
        this(pixels, network, null, training, trainingPart, validationPart, Map.of(), checkpoints);
    }

    /** The stage before, as a plan of its own. */
    TrainingPlan headStage(Path folder) {
        return new TrainingPlan(
                pixels, network, head, training.forHead(head), trainingPart, validationPart, start, folder);
    }

    /** The same with other batches. */
    TrainingPlan withBatchSize(int size) {
        return new TrainingPlan(
                pixels,
                network,
                head,
                training.withBatchSize(size),
                trainingPart,
                validationPart,
                start,
                lesions,
                checkpoints);
    }

    /** What comes after the stage before. */
    TrainingPlan from(Map<String, float[]> weights) {
        return new TrainingPlan(pixels, network, null, training, trainingPart, validationPart, weights, checkpoints);
    }

    /** What each training sample's loss is multiplied by, from the training part alone. */
    public ClassWeights classWeights() {
        return training.balancedClassWeights()
                ? ClassWeights.balanced(trainingPart.count(0), trainingPart.count(1))
                : new ClassWeights(1, 1);
    }

    /** Hash of all that the result depends on; a run continues only under the same. */
    String settingsHash() {
        return Sha256.of(Json.compact(List.of(
                pixels,
                network,
                String.valueOf(head),
                settings(),
                trainingPart.paths(),
                trainingPart.labels(),
                validationPart.paths(),
                validationPart.labels(),
                startHash(),
                lesions == null ? "" : lesions)));
    }

    /** One replica isn't said: older versions knew no other number, and their runs go on. */
    private JsonNode settings() {
        JsonNode settings = Json.tree(training);
        return training.replicas() == 1 ? ((ObjectNode) settings).without("replicas") : settings;
    }

    private String startHash() {
        MessageDigest digest = Sha256.digest();
        new TreeMap<>(start).forEach((path, values) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
