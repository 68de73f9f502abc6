package dev.sulcus.dataset;

/** What a file is by its content, whatever its name says. */
public enum ImageFormat {
    JPEG,
    PNG,
    BMP,
    TIFF,
    WEBP
}
