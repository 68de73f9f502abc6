/**
 * Everything that Sulcus asks of CUDA itself: memory and streams of a card, kernels compiled at run time, JPEG decoding on
 * the card. JPEG bytes go in, uint8 [N, H, W, 3] in device memory comes out. {@link dev.sulcus.cuda.Gpu} owns the rules
 * (who frees, what an error means); {@link dev.sulcus.cuda.CudaCalls} and {@link dev.sulcus.cuda.JpegCalls} are NVIDIA's
 * functions and nothing else, so that a double of them shows every path without a card.
 */
package dev.sulcus.cuda;
