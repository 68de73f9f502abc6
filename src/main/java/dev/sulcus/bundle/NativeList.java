package dev.sulcus.bundle;

import dev.sulcus.artefact.FileReason;
import dev.sulcus.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The native libraries that a bundle takes along, read from a file of lines "kind place path # reason". Kind is cpu, gpu
 * or all.
 *
 * @param entries in the file's order
 */
public record NativeList(List<Entry> entries) {
    /** Where in a bundle's lib folder a library goes, and where it comes from. */
    public enum Place {
        /** Under native, in the folders of its archive: on the class path, so that JavaCPP loads it where it lies. */
        NATIVE,
        /** In linked, flat: found by the dynamic linker, for another library needs it. */
        LINKED,
        /** In linked, a second name of a library there; the path is "NAME:LIBRARY". */
        ALIAS,
        /** In cuda, flat: found by the dynamic linker and by name. */
        CUDA,
        /** In jna, flat: for JNA. */
        JNA,
        /** In host, in a folder of its own: from this machine, for one that lacks it; left out if it is not here either. */
        HOST
    }

    /**
     * One library.
     *
     * @param place where it goes
     * @param path inside its archive; for HOST the file's name
     * @param reason why a bundle needs it
     */
    public record Entry(Place place, String path, String reason) {
        /** The last part of the path. */
        public String fileName() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** Where it goes, below the bundle's folder. */
        public String target() {
            return switch (place) {
                case NATIVE -> "lib/native/" + path;
                case LINKED -> "lib/linked/" + fileName();
                case ALIAS -> "lib/linked/" + path.substring(0, path.indexOf(':'));
                case CUDA -> "lib/cuda/" + fileName();
                case JNA -> "lib/jna/" + fileName();
                case HOST -> "lib/host/" + fileName() + "/" + fileName();
            };
        }
    }

    /** Keeps a copy. */
    public NativeList {
        entries = List.copyOf(entries);
    }

    /**
     * Reads the entries for one kind of bundle.
     *
     * @throws Fault of kind data, naming file and line, when it can't be read or a line makes no sense
     */
    public static NativeList read(Path file, BundleKind kind) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                String[] words = line.split("\\s+", 4);
                String of = require(words, file, i + 1);
                if (of.equals("all") || of.equals(kind.word())) {
                    entries.add(new Entry(
                            Place.valueOf(words[1].toUpperCase(Locale.ROOT)),
                            words[2],
                            words[3].substring(1).strip()));
                }
            }
        }
        return new NativeList(entries);
    }

    private static String require(String[] words, Path file, int line) {
        boolean sound = words.length == 4
                && words[0].matches("all|cpu|gpu")
                && words[1].matches("native|linked|alias|cuda|jna|host")
                && words[3].startsWith("#");
        if (!sound) {
            throw Fault.data(file + ", line " + line
                    + ": not 'all|cpu|gpu native|linked|alias|cuda|jna|host PATH # REASON'; mend it");
        }
        return words[0];
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw Fault.data("cannot read " + file + ": " + FileReason.of(e), e);
        }
    }
}
