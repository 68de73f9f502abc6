package dev.sulcus.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A file whose name promises another format than its content has.
 *
 * @param path relative to the data folder
 * @param promised what the name's extension stands for
 * @param actual what the content is
 */
public record FormatMismatch(String path, ImageFormat promised, ImageFormat actual) {
    private static final Map<String, ImageFormat> BY_EXTENSION = Map.ofEntries(
            Map.entry("jpg", ImageFormat.JPEG),
            Map.entry("jpeg", ImageFormat.JPEG),
            Map.entry("jpe", ImageFormat.JPEG),
            Map.entry("jfif", ImageFormat.JPEG),
            Map.entry("png", ImageFormat.PNG),
            Map.entry("bmp", ImageFormat.BMP),
            Map.entry("dib", ImageFormat.BMP),
            Map.entry("tif", ImageFormat.TIFF),
            Map.entry("tiff", ImageFormat.TIFF),
            Map.entry("webp", ImageFormat.WEBP));

    /** The mismatch of one scan; empty when its name is honest or its extension promises no format that is known. */
    public static Optional<FormatMismatch> of(Scan scan) {
        ImageFormat promised = BY_EXTENSION.get(extension(scan.path()));
        ImageFormat actual = scan.facts().format();
        return promised == null || promised == actual
                ? Optional.empty()
                : Optional.of(new FormatMismatch(scan.path(), promised, actual));
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
