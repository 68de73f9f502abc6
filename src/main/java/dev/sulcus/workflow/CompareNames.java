package dev.sulcus.workflow;

import dev.sulcus.fault.Fault;
import java.nio.file.Path;
import java.util.List;

/** Names for runs: as many of the last parts of their paths as tell them apart. Stateless, thread-safe. */
final class CompareNames {
    private CompareNames() {}

    /**
     * One name per path, in order.
     *
     * @throws Fault of kind usage when one path is there twice
     */
    static List<String> of(List<Path> paths) {
        List<Path> whole =
                paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        int longest = whole.stream().mapToInt(Path::getNameCount).max().orElse(0);
        for (int parts = 1; parts <= longest; parts++) {
            int last = parts;
            List<String> names = whole.stream().map(path -> end(path, last)).toList();
            if (names.stream().distinct().count() == names.size()) {
                return names;
            }
        }
        throw Fault.usage("one run is named twice: " + paths + "; name each once");
    }

    private static String end(Path path, int parts) {
        int count = path.getNameCount();
        return count == 0
                ? path.toString()
                : path.subpath(Math.max(0, count - parts), count).toString();
    }
}
