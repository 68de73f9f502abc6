package dev.sulcus.pipeline;

import java.nio.file.Path;
import java.util.List;

/** Keeps the bytes of a sample's file where a device decodes it, and decodes it straight into the row where none does. */
final class MixedFiller implements RowFiller {
    private final List<Path> files;
    private final FileNames names;
    private final ScanDecoder decoder;
    private final EncodedChoice choice;

    MixedFiller(List<Path> files, FileNames names, ScanDecoder decoder, EncodedChoice choice) {
        this.files = files;
        this.names = names;
        this.decoder = decoder;
        this.choice = choice;
    }

    @Override
    public String fill(int sample, long address) {
        return decoder.decode(files.get(sample), names.address(sample), address);
    }

    @Override
    public String fill(RowClaim claim) {
        int sample = claim.sample();
        return decoder.keep(
                files.get(sample), names.address(sample), claim.address(), claim.encoded(), claim.row(), choice);
    }

    @Override
    public void close() {
        decoder.close();
    }
}
