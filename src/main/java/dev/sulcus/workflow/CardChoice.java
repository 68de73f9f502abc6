package dev.sulcus.workflow;

import dev.sulcus.device.ComputeDevices;
import dev.sulcus.device.DeviceChoice;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.model.Classifier;
import dev.sulcus.pipeline.PipelineConfig;
import dev.sulcus.resident.Card;
import dev.sulcus.resident.DecoderChoice;
import dev.sulcus.resident.ResidentScorer;

/** Decides whether a card decodes the files that a classifier scores. Stateless. */
final class CardChoice {
    private CardChoice() {}

    /**
     * The card that decodes; null where the host does. In a run that computes on a GPU it says why the card does not.
     *
     * @throws Fault of kind device, usage or memory when the card must decode and can't
     */
    static Card of(DecoderChoice choice, Classifier classifier, PipelineConfig pipeline, Narrator narrator) {
        if (choice == DecoderChoice.HOST || choice == DecoderChoice.AUTO && !classifier.readsCard()) {
            return null;
        }
        if (!classifier.readsCard()) {
            throw refused(classifier);
        }
        String obstacle = ResidentScorer.obstacle(pipeline);
        if (obstacle != null) {
            if (choice == DecoderChoice.GPU) {
                throw Fault.usage("--decoder gpu can't make pictures of "
                        + pipeline.pixels().words() + ": " + obstacle + "; take --decoder host");
            }
            narrator.say("the host decodes: " + obstacle);
            return null;
        }
        try {
            return Card.first(pipeline.workers());
        } catch (Fault e) {
            if (choice == DecoderChoice.GPU || e.kind() != FaultKind.DEVICE) {
                throw e;
            }
            narrator.warn("the host decodes: " + e.getMessage());
            return null;
        }
    }

    /** Where no GPU can be used, the reason is the same as for --device gpu. */
    private static Fault refused(Classifier classifier) {
        ComputeDevices.settle(DeviceChoice.GPU);
        return Fault.usage("--decoder gpu needs a model that computes on the GPU, and this one computes by "
                + classifier.engine() + "; take --device gpu, and leave --engine and --precision as they are");
    }
}
