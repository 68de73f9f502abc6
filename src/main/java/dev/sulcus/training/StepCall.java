package dev.sulcus.training;

/**
 * One step as a session call runs it.
 *
 * @param batch what it learns from
 * @param rate learning rate
 * @param seed of the run
 * @param number from 1, the t of Adam's bias correction and the counter of dropout
 */
record StepCall(StepBatch batch, double rate, long seed, long number) {}
