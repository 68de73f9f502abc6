package dev.sulcus.training;

import dev.sulcus.device.DeviceChoice;
import dev.sulcus.fault.Fault;

/**
 * How the pictures of one training get to the device, decided before its graph is made.
 *
 * @param entry into the graph
 * @param watchedToo whether the validation pictures live on the device as well, after the training pictures
 * @param why a line for the user: where the pictures are, or why they stream; null where nobody could have expected else
 */
record FeedingPlan(EntryConfig entry, boolean watchedToo, String why) {
    /** The fewest batches of a ring that one may hold two of while the next is decoded. */
    private static final int SLOTS_AHEAD = 3;

    /**
     * Decides.
     *
     * @throws Fault of kind usage when pictures are to live on the device but can't
     */
    static FeedingPlan of(TrainingPlan plan, TrainingResources resources) {
        FeedingConfig feeding = resources.feeding();
        boolean gpu = resources.session().device() == DeviceChoice.GPU;
        boolean asked = feeding.residency() == Residency.ON || feeding.residency() == Residency.AUTO && gpu;
        String obstacle = asked ? obstacle(plan, resources) : null;
        if (asked && obstacle == null) {
            return resident(plan, resources);
        }
        if (obstacle != null && feeding.residency() == Residency.ON) {
            throw Fault.usage("--resident on: " + obstacle + "; take --resident auto");
        }
        boolean ahead = feeding.ahead() && streamsPictures(plan) && resources.slots() >= SLOTS_AHEAD;
        return new FeedingPlan(
                ahead ? EntryConfig.STAGED : EntryConfig.FED,
                false,
                obstacle == null ? null : "pictures stream to the device: " + obstacle);
    }

    private static FeedingPlan resident(TrainingPlan plan, TrainingResources resources) {
        FeedingConfig feeding = resources.feeding();
        long one = bytesOfOne(plan, resources);
        int learnt = plan.trainingPart().size();
        int all = learnt + plan.validationPart().size();
        boolean watchedToo = all * one <= feeding.residentBytes();
        int pictures = watchedToo ? all : learnt;
        return new FeedingPlan(
                EntryConfig.resident(pictures, feeding.stepsPerCall()),
                watchedToo,
                String.format(
                        "%,d pictures live on %s: %,d MB%s",
                        pictures,
                        plan.training().replicas() == 1 ? "the device" : "each device",
                        megabytes((long) pictures * plan.pixels().imageBytes()),
                        watchedToo ? "" : "; those that validate stream"));
    }

    /** Why the pictures can't live on the device; null when they can. */
    private static String obstacle(TrainingPlan plan, TrainingResources resources) {
        FeedingConfig feeding = resources.feeding();
        if (plan.lesions() != null || plan.training().paintedLesions() > 0) {
            return "lesions are painted into them on the host";
        }
        if (plan.head() != null) {
            return "the head learns from features, which are computed once per view";
        }
        long wanted = plan.trainingPart().size() * bytesOfOne(plan, resources);
        if (wanted > feeding.residentBytes()) {
            return String.format(
                    "those that train take %,d MB, more than the %,d MB that they may take there",
                    megabytes(wanted), megabytes(feeding.residentBytes()));
        }
        return null;
    }

    /** Each replica has its own copy of a picture: on a card of its own, or all of them in the one memory of the host. */
    private static long bytesOfOne(TrainingPlan plan, TrainingResources resources) {
        boolean gpu = resources.session().device() == DeviceChoice.GPU;
        return (long) plan.pixels().imageBytes() * (gpu ? 1 : plan.training().replicas());
    }

    private static boolean streamsPictures(TrainingPlan plan) {
        return plan.lesions() == null && plan.head() == null;
    }

    private static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
