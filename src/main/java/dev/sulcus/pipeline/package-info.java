/** From a file to a batch in native memory: decode, resample, batch layout, prefetch ring, cache. */
package dev.sulcus.pipeline;
