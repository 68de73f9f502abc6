package dev.sulcus.training;

/**
 * What one step told the host.
 *
 * @param loss weighted, before the update, not scaled
 * @param correct pictures on the right side of 0.5
 * @param skipped whether a gradient was not finite in float16, so that nothing was changed
 * @param scale what the loss was multiplied by before its gradients were taken; 1 where the precision needs none
 */
record StepResult(double loss, int correct, boolean skipped, double scale) {}
