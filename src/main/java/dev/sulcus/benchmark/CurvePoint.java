package dev.sulcus.benchmark;

import dev.sulcus.device.GpuUse;

/**
 * What one job cost.
 *
 * @param pictures scored
 * @param batch pictures in a batch
 * @param seconds from the first file to the last probability
 * @param imagesPerSecond throughput
 * @param residentBytes of the process at the end
 * @param peakBytes of the process at most during the job; since its start where the kernel can't count anew
 * @param heapBytesPerImage that the scoring thread allocated on the Java heap, garbage included
 * @param gpu what the card did meanwhile; null where nothing was computed on one
 */
public record CurvePoint(
        int pictures,
        int batch,
        double seconds,
        double imagesPerSecond,
        double residentBytes,
        double peakBytes,
        double heapBytesPerImage,
        GpuUse gpu) {}
