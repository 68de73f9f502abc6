package dev.sulcus.dataset;

/**
 * How a JPEG was written: which program, at which setting, leaves these traces, and they say nothing about the brain.
 *
 * @param quality 1 to 100: the setting of the Independent JPEG Group's encoder whose luma table is nearest
 * @param standard whether that table is exactly the file's; another encoder uses tables of its own
 * @param tables hash of all quantisation tables, 8 hexadecimal digits
 * @param progressive whether the picture builds up in several scans
 * @param subsampling {@code 4:4:4}, {@code 4:2:2}, {@code 4:2:0}, {@code 4:4:0}, another as its factors, or {@code none}
 *     without colour
 */
public record JpegFacts(int quality, boolean standard, String tables, boolean progressive, String subsampling) {}
