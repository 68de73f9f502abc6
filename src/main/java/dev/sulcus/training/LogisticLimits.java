package dev.sulcus.training;

import dev.sulcus.device.DeviceProbe;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.AugmentationConfig;
import dev.sulcus.pipeline.PixelSpec;

/** What logistic regression can't do, said before any work is done. */
final class LogisticLimits {
    private static final double MEBIBYTE = 1L << 20;

    private LogisticLimits() {}

    /**
     * Refuses what belongs to training by steps: a setting that does nothing should not look as if it did.
     *
     * @throws Fault of kind usage, naming the setting
     */
    static void requireNothingElse(TrainingPlan plan) {
        TrainingConfig given = plan.training();
        TrainingConfig wanted = new TrainingConfig(
                1,
                given.batchSize(),
                given.seed(),
                AdamConfig.KERAS,
                given.balancedClassWeights(),
                AugmentationConfig.NONE,
                new EarlyStoppingConfig(Monitor.LOSS, Mode.AUTO, 0, 1, null, 0, false),
                new PlateauConfig(Monitor.LOSS, Mode.AUTO, 0.5, 0, 0, 0, 0),
                given.checkpointSeconds());
        refuse("training.epochs", given.epochs() == wanted.epochs());
        refuse("training.adam (--learning-rate)", given.adam().equals(wanted.adam()));
        refuse("training.augmentation", given.augmentation().equals(wanted.augmentation()));
        refuse("training.earlyStopping (--patience)", given.earlyStopping().equals(wanted.earlyStopping()));
        refuse("training.plateau", given.plateau().equals(wanted.plateau()));
        refuse("training.schedule", given.schedule().equals(wanted.schedule()));
        refuse("training.unfreeze", given.unfreeze().equals(wanted.unfreeze()));
        refuse("training.labelSmoothing", given.labelSmoothing() == wanted.labelSmoothing());
        refuse("training.weightAverage", given.weightAverage() == wanted.weightAverage());
        refuse("training.paintedLesions", given.paintedLesions() == wanted.paintedLesions());
        refuse("training.precision (--precision)", given.precision() == wanted.precision());
        refuse("training.replicas (--gpus, --replicas)", given.replicas() == wanted.replicas());
        refuse("head", plan.head() == null);
        refuse("a start (--weights)", plan.start().isEmpty());
        refuse("lesions", plan.lesions() == null);
    }

    /**
     * Refuses pictures that don't fit into memory all at once.
     *
     * @throws Fault of kind memory, naming what they would need and which size would fit
     */
    static void requireRoom(TrainingPlan plan, TrainingResources resources) {
        long pictures = plan.trainingPart().size();
        PixelSpec pixels = plan.pixels();
        long decoded = pictures * pixels.imageBytes();
        require(pixels, pictures, decoded, resources.cacheBudgetBytes(), "--cache-mb allows", "raise --cache-mb");
        long available = DeviceProbe.availableBytes();
        require(
                pixels,
                pictures,
                decoded + working(plan, resources),
                available,
                "this machine has",
                "free some memory");
        long heap = Runtime.getRuntime().maxMemory();
        long vectors = (Lbfgs.VECTORS + 2L) * Double.BYTES * pixels.imageBytes();
        if (vectors > heap / 4 * 3) {
            throw Fault.memory(
                    String.format(
                            "logistic regression on pictures of %d×%d needs %,.0f MiB of Java's heap, and three quarters of"
                                    + " it are %,.0f MiB; take smaller pictures (--size)",
                            pixels.height(), pixels.width(), vectors / MEBIBYTE, heap / 4 * 3 / MEBIBYTE),
                    null);
        }
    }

    private static void refuse(String name, boolean neutral) {
        if (!neutral) {
            throw Fault.usage(name + " does not apply to logistic regression, which is solved, not trained by"
                    + " steps; leave it as models/logistic/recipe.json has it (its own settings are network.c,"
                    + " network.maxIterations and network.tolerance)");
        }
    }

    private static void require(
            PixelSpec pixels, long pictures, long needed, long room, String whose, String otherwise) {
        if (needed <= room) {
            return;
        }
        int fits = (int) Math.sqrt((double) pixels.height() * pixels.width() * room / needed);
        throw Fault.memory(
                String.format(
                        "logistic regression holds all %,d training pictures of %d×%d at once: %,.0f MiB, and %s %,.0f MiB;"
                                + " take smaller pictures (%s) or %s",
                        pictures,
                        pixels.height(),
                        pixels.width(),
                        Math.ceil(needed / MEBIBYTE),
                        whose,
                        Math.floor(room / MEBIBYTE),
                        fits < 16 ? "--size" : "--size " + fits + " fits",
                        otherwise),
                null);
    }

    /** Besides the pictures: the ring of batches, a block of rows as doubles, and vectors on the device. */
    private static long working(TrainingPlan plan, TrainingResources resources) {
        long picture = plan.pixels().imageBytes();
        long ring = 2 * picture * plan.training().batchSize() * resources.slots();
        long block = Math.max(LogisticObjective.BLOCK_BYTES, Double.BYTES * picture);
        return ring + block + 8 * Double.BYTES * picture;
    }
}
