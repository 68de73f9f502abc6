package dev.sulcus.device;

import dev.sulcus.fault.Fault;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import org.bytedeco.javacpp.Loader;

/** Where the libraries of CUDA and cuDNN are taken from. Thread-safe. */
sealed interface LibrarySource {
    /**
     * The file of a library, unpacked if need be; empty when this source doesn't hold it.
     *
     * @throws IOException when it can't be unpacked
     */
    Optional<Path> find(String fileName) throws IOException;

    /** Whether it holds the library; unpacks nothing. */
    boolean holds(String fileName);

    /** In a few words, for a person. */
    String words();

    /** Libraries that lie in a folder. */
    record Folder(Path folder) implements LibrarySource {
        @Override
        public Optional<Path> find(String fileName) {
            return holds(fileName) ? Optional.of(folder.resolve(fileName)) : Optional.empty();
        }

        @Override
        public boolean holds(String fileName) {
            return Files.isRegularFile(folder.resolve(fileName));
        }

        @Override
        public String words() {
            return folder.toString();
        }
    }

    /**
     * Libraries in JavaCPP's archive, each unpacked into its cache when it is first asked for; later starts find it
     * there. Several processes may unpack at a time: JavaCPP locks its cache.
     */
    record Archive(Path jar) implements LibrarySource {
        private static final String PLACE = "org/bytedeco/cuda/linux-x86_64/";

        @Override
        public Optional<Path> find(String fileName) throws IOException {
            try {
                var file = Loader.cacheResource(new URL("jar:" + jar.toUri() + "!/" + PLACE + fileName));
                return Optional.ofNullable(file).map(java.io.File::toPath);
            } catch (FileNotFoundException e) {
                if (holds(fileName)) {
                    throw e; // the cache, not the archive, lacks something
                }
                return Optional.empty();
            }
        }

        @Override
        public boolean holds(String fileName) {
            try (JarFile open = new JarFile(jar.toFile())) {
                return open.getEntry(PLACE + fileName) != null;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public String words() {
            return jar.toString();
        }
    }

    /** Whatever the dynamic linker finds: LD_LIBRARY_PATH, its cache, its default folders. */
    record Linker() implements LibrarySource {
        @Override
        public Optional<Path> find(String fileName) {
            return Optional.empty();
        }

        @Override
        public boolean holds(String fileName) {
            return false;
        }

        @Override
        public String words() {
            return "the system";
        }
    }

    /**
     * The source for a start.
     *
     * @param wish of the user: null or "bundled" for what came with Sulcus, "system", or an absolute folder
     * @param folder where a bundle keeps the libraries
     * @param list the file in which a checkout's GPU build names the archive
     * @throws Fault of kind usage when the wish is none of these
     */
    static LibrarySource choose(String wish, Path folder, Path list) {
        if (wish == null || wish.isEmpty() || wish.equals("bundled")) {
            return bundled(folder, list);
        }
        if (wish.equals("system")) {
            return new Linker();
        }
        Path named = Path.of(wish);
        if (!named.isAbsolute() || !Files.isDirectory(named)) {
            throw Fault.usage("SULCUS_CUDA is '" + wish
                    + "'; it must be bundled, system or the absolute path of a folder of libraries");
        }
        return new Folder(named);
    }

    private static LibrarySource bundled(Path folder, Path list) {
        if (Files.isDirectory(folder)) {
            return new Folder(folder);
        }
        try {
            Path jar = Path.of(Files.readString(list).strip());
            return Files.isRegularFile(jar) ? new Archive(jar) : new Linker();
        } catch (IOException e) {
            return new Linker();
        }
    }
}
