package dev.sulcus.training;

import dev.sulcus.device.Precision;
import dev.sulcus.device.ReplicaDevices;
import dev.sulcus.fault.Fault;
import dev.sulcus.model.AugmentationConfig;

/**
 * How a network is trained. Everything that the result depends on, besides data and network.
 *
 * @param epochs at most, 1 to 100,000
 * @param batchSize pictures per step, 1 to 4096; the last batch of an epoch may be short
 * @param seed of weights, order, augmentation and dropout
 * @param adam the optimizer
 * @param balancedClassWeights whether each loss is multiplied by its class's balanced weight
 * @param augmentation how far training pictures are moved about
 * @param earlyStopping when to stop
 * @param plateau when to lower the learning rate
 * @param schedule course of the learning rate; absent means constant
 * @param unfreeze which layers are trained; absent means all
 * @param labelSmoothing ε: labels 0 and 1 become ε/2 and 1 - ε/2, 0 up to but not 1; absent means 0
 * @param weightAverage decay of the exponential average of the weights that is validated and saved, 0 (the weights
 *     themselves) up to but not 1; absent means 0
 * @param paintedLesions probability that a training scan without tumour gets a made-up lesion, and label 1, for one
 *     epoch; 0 to 1; absent means 0
 * @param precision of large products while training; weights are float32 and validation computes in float32 whatever it
 *     is; absent means float32
 * @param replicas copies of the network that share each batch, each on a device of its own, 1 to {@code batchSize} and
 *     {@value ReplicaDevices#MOST}; statistics of batch normalisation are each replica's own; absent means 1
 * @param checkpointSeconds least time between two checkpoints, 0 (every epoch) or more
 */
public record TrainingConfig(
        int epochs,
        int batchSize,
        long seed,
        AdamConfig adam,
        boolean balancedClassWeights,
        AugmentationConfig augmentation,
        EarlyStoppingConfig earlyStopping,
        PlateauConfig plateau,
        ScheduleConfig schedule,
        Unfreeze unfreeze,
        double labelSmoothing,
        double weightAverage,
        double paintedLesions,
        Precision precision,
        int replicas,
        double checkpointSeconds) {
    /** All layers, a constant rate and hard labels. */
    public TrainingConfig(
            int epochs,
            int batchSize,
            long seed,
            AdamConfig adam,
            boolean balancedClassWeights,
            AugmentationConfig augmentation,
            EarlyStoppingConfig earlyStopping,
            PlateauConfig plateau,
            double checkpointSeconds) {
        this(
                epochs,
                batchSize,
                seed,
                adam,
                balancedClassWeights,
                augmentation,
                earlyStopping,
                plateau,
                ScheduleConfig.CONSTANT,
                Unfreeze.ALL,
                0,
                0,
                0,
                Precision.FLOAT32,
                1,
                checkpointSeconds);
    }

    /** Checks the ranges. */
    public TrainingConfig {
        if (epochs < 1 || epochs > 100_000) {
            throw Fault.usage("epochs is " + epochs + "; it must be 1 to 100000");
        }
        if (batchSize < 1 || batchSize > 4096) {
            throw Fault.usage("batchSize is " + batchSize + " pictures; it must be 1 to 4096");
        }
        requireGiven("adam", adam);
        requireGiven("augmentation", augmentation);
        requireGiven("earlyStopping", earlyStopping);
        requireGiven("plateau", plateau);
        // Runs of older versions lack these seven.
        schedule = schedule == null ? ScheduleConfig.CONSTANT : schedule;
        unfreeze = unfreeze == null ? Unfreeze.ALL : unfreeze;
        precision = precision == null ? Precision.FLOAT32 : precision;
        labelSmoothing = Double.isNaN(labelSmoothing) ? 0 : labelSmoothing;
        weightAverage = Double.isNaN(weightAverage) ? 0 : weightAverage;
        if (!(weightAverage >= 0 && weightAverage < 1)) {
            throw Fault.usage("weightAverage is " + weightAverage + "; it must be at least 0 and less than 1");
        }
        paintedLesions = Double.isNaN(paintedLesions) ? 0 : paintedLesions;
        if (!(paintedLesions >= 0 && paintedLesions <= 1)) {
            throw Fault.usage("paintedLesions is " + paintedLesions + "; it must be 0 to 1");
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw Fault.usage("labelSmoothing is " + labelSmoothing + "; it must be at least 0 and less than 1");
        }
        replicas = replicas == 0 ? 1 : replicas;
        if (replicas < 1 || replicas > Math.min(batchSize, ReplicaDevices.MOST)) {
            throw Fault.usage("replicas is " + replicas + "; it must be 1 to " + ReplicaDevices.MOST
                    + ", and no more than the " + batchSize + " pictures of a batch");
        }
        if (!(checkpointSeconds >= 0)) {
            throw Fault.usage("checkpointSeconds is " + checkpointSeconds + "; it must be 0 or more");
        }
    }

    private static void requireGiven(String name, Object value) {
        if (value == null) {
            throw Fault.usage(name + " is not given; leave it away to take the default");
        }
    }

    /** The same on several devices. */
    public TrainingConfig with(int copies) {
        return with(batchSize, copies);
    }

    /** The same with other batches; each replica keeps a row of them. */
    TrainingConfig withBatchSize(int size) {
        return with(size, Math.min(size, replicas));
    }

    private TrainingConfig with(int size, int copies) {
        return new TrainingConfig(
                epochs,
                size,
                seed,
                adam,
                balancedClassWeights,
                augmentation,
                earlyStopping,
                plateau,
                schedule,
                unfreeze,
                labelSmoothing,
                weightAverage,
                paintedLesions,
                precision,
                copies,
                checkpointSeconds);
    }

    /** These settings for the stage before, where {@code head} says otherwise. */
    TrainingConfig forHead(HeadStageConfig head) {
        EarlyStoppingConfig stop = earlyStopping;
        var stopping = new EarlyStoppingConfig(
                stop.monitor(), stop.mode(), stop.minDelta(), head.patience(), stop.baseline(), 0, stop.restoreBest());
        return new TrainingConfig(
                head.epochs(),
                batchSize,
                seed,
                new AdamConfig(
                        head.learningRate(),
                        adam.beta1(),
                        adam.beta2(),
                        adam.epsilon(),
                        adam.weightDecay(),
                        adam.clipNorm()),
                balancedClassWeights,
                augmentation,
                stopping,
                plateau,
                ScheduleConfig.CONSTANT,
                Unfreeze.HEAD,
                labelSmoothing,
                weightAverage,
                0,
                precision,
                replicas,
                checkpointSeconds);
    }

    /** A warning when the schedules can't both work (the rate is cut no sooner than training stops); else null. */
    public String contradiction() {
        if (earlyStopping.patience() > plateau.patience()) {
            return null;
        }
        return "early stopping (patience " + earlyStopping.patience()
                + ") ends training before the learning rate is cut" + " (patience " + plateau.patience() + ")";
    }
}
