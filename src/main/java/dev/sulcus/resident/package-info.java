/**
 * Scoring whose pictures never visit the host: files are read to page-locked memory, decoded and resized on the card, and
 * scored where they lie. Owns what goes between the two runtimes, CUDA and TensorFlow: who waits for whom, who frees, and
 * what an error in the middle of a batch means.
 */
package dev.sulcus.resident;
