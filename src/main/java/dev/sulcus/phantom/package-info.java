/** Made-up axial head slices with and without a lesion: the data of demo and tests. No native library. */
package dev.sulcus.phantom;
