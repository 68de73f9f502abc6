package dev.sulcus.weights;

import java.util.function.Supplier;

/**
 * One array as it lies in an open file: nothing but its name and shape is read yet.
 *
 * @param name inside its layer, as networks here call it
 * @param dims its shape
 * @param values reads it; usable while the file is open
 */
record StoredArray(String name, long[] dims, Supplier<float[]> values) {}
