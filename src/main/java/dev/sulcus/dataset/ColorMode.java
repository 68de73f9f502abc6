package dev.sulcus.dataset;

/** How a file stores its pixels, before anything is converted. */
public enum ColorMode {
    GREY,
    GREY_ALPHA,
    PALETTE,
    RGB,
    RGBA,
    CMYK
}
