package dev.sulcus.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** How long files and methods may be, and what every folder of sources holds. */
class SourceTest {
    private static final Path HOME = Path.of(System.getProperty("sulcus.home", ""));
    private static final Path MAIN = HOME.resolve("src/main/java");
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 60;
    /** For a method that says {@code @SuppressWarnings("MethodLength")}: graph builders are long lists. */
    private static final int LONG_METHOD_LINES = 100;

    @Test
    void shouldKeepFilesShort() {
        assertThat(sources()).allSatisfy(file -> assertThat(lines(file))
                .as(file + " is over " + FILE_LINES + " lines; split it")
                .hasSizeLessThanOrEqualTo(FILE_LINES));
    }

    @Test
    void shouldKeepMethodsShort() throws IOException {
        assertThat(longMethods()).isEmpty();
    }

    @Test
    void shouldSayInEveryPackageWhatItHolds() {
        assertThat(javaFiles(MAIN).stream().map(Path::getParent).distinct())
                .allSatisfy(folder ->
                        assertThat(folder.resolve("package-info.java")).exists());
    }

    private static List<Path> sources() {
        List<Path> all = new ArrayList<>();
        for (Path root : List.of(MAIN, HOME.resolve("src/test/java"), HOME.resolve("bench/java"))) {
            all.addAll(javaFiles(root));
        }
        return all;
    }

    private static List<Path> javaFiles(Path root) {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** "File.java: method has 71 lines, allowed 60" for each one. */
    private static List<String> longMethods() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(javaFiles(MAIN));
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, units);
            var trees = Trees.instance(task);
            List<String> found = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                new MethodLengths(unit, trees, found).scan(unit, null);
            }
            return found;
        }
    }

    private static final class MethodLengths extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final List<String> found;

        MethodLengths(CompilationUnitTree unit, Trees trees, List<String> found) {
            this.unit = unit;
            this.trees = trees;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean marked = method.getModifiers().getAnnotations().toString().contains("MethodLength");
            int allowed = marked ? LONG_METHOD_LINES : METHOD_LINES;
            long lines = line(trees.getSourcePositions().getEndPosition(unit, method))
                    - line(trees.getSourcePositions().getStartPosition(unit, method))
                    + 1;
            if (lines > allowed) {
                String file =
                        Path.of(unit.getSourceFile().toUri()).getFileName().toString();
                found.add(file + ": " + method.getName() + " has " + lines + " lines, allowed " + allowed);
            }
            return super.visitMethod(method, nothing);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
