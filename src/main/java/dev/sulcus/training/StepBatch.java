package dev.sulcus.training;

import org.tensorflow.types.family.TType;

/**
 * What one step is given. Everything is borrowed until the session call has returned.
 *
 * @param input by the graph's way in: uint8 pictures [N, H, W, 3] or float32 features [N, F]; int64 rows [N] of pictures
 *     that live on the device; or, where batches are handed over a step ahead, the pictures of the next batch, null after
 *     the last
 * @param feeds labels, weights and transforms of this step
 */
record StepBatch(TType input, StepFeeds feeds) {}
