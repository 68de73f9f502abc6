/** Architectures as graphs, preprocessing and augmentation as graph, weights in and out, and the running classifier. */
package dev.sulcus.model;
