package dev.sulcus.pipeline;

/** Which JPEG files a device decodes itself; asked by several threads at once. CMYK never comes to it. */
@FunctionalInterface
public interface EncodedChoice {
    /**
     * Whether a file stays compressed.
     *
     * @param width of the stored picture
     * @param height of the stored picture
     */
    boolean takes(int width, int height);
}
