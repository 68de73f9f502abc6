package dev.sulcus.pipeline;

import java.nio.file.Path;
import java.util.List;

/** Decodes the sample's file, straight into the row. */
final class DecodingFiller implements RowFiller {
    private final List<Path> files;
    private final FileNames names;
    private final ScanDecoder decoder;

    DecodingFiller(List<Path> files, FileNames names, ScanDecoder decoder) {
        this.files = files;
        this.names = names;
        this.decoder = decoder;
    }

    @Override
    public String fill(int sample, long address) {
        return decoder.decode(files.get(sample), names.address(sample), address);
    }

    @Override
    public void close() {
        decoder.close();
    }
}
