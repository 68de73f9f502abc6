package dev.sulcus.cuda;

/**
 * Memory of a card.
 *
 * @param freeBytes that nobody has taken; TensorFlow, once it has begun, has taken its share whole
 * @param totalBytes of the card
 */
public record GpuMemory(long freeBytes, long totalBytes) {}
