/**
 * Weights as files: read from Keras' two HDF5 layouts and from safetensors, checked against the network that takes
 * them, kept in a store, fetched from their publisher, and written so that Keras and others read them.
 */
package dev.sulcus.weights;
