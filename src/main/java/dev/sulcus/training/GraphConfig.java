package dev.sulcus.training;

import dev.sulcus.model.AugmentationConfig;

/**
 * What a {@link TrainingGraph} is made for.
 *
 * @param unfreeze which layers are trained
 * @param onFeatures steps take features of the base instead of pictures, and only the head is trained
 * @param augmentation what happens to training pictures
 * @param adam the optimizer
 * @param weightAverage decay of the average of weights that is used and saved; 0 for the weights themselves
 * @param kindWeight what the loss of a second head is multiplied by; 0 for none
 * @param replicas copies of the network that share each batch, each on a device of its own
 */
record GraphConfig(
        Unfreeze unfreeze,
        boolean onFeatures,
        AugmentationConfig augmentation,
        AdamConfig adam,
        double weightAverage,
        double kindWeight,
        int replicas) {
    /** On one device. */
    GraphConfig(
            Unfreeze unfreeze,
            boolean onFeatures,
            AugmentationConfig augmentation,
            AdamConfig adam,
            double weightAverage,
            double kindWeight) {
        this(unfreeze, onFeatures, augmentation, adam, weightAverage, kindWeight, 1);
    }

    static GraphConfig of(TrainingPlan plan) {
        TrainingConfig training = plan.training();
        boolean onFeatures = plan.head() != null;
        return new GraphConfig(
                onFeatures ? Unfreeze.HEAD : training.unfreeze(),
                onFeatures,
                training.augmentation(),
                training.adam(),
                training.weightAverage(),
                plan.lesions() == null ? 0 : plan.lesions().config().kindWeight(),
                onFeatures ? 1 : training.replicas()); // a step on features is too small to be shared
    }
}
