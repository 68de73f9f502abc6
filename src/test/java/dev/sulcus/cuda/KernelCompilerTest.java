package dev.sulcus.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compiles every kernel with every NVRTC at hand: that of the build for GPUs, and that which SULCUS_NVRTC names. */
@Tag("native")
class KernelCompilerTest {
    private static final String NONE =
            "there is no NVRTC here: build with -Pgpu, or name the file of a libnvrtc in SULCUS_NVRTC";

    private static final List<Integer> WANTED = List.of(80, 90, 100);

    @TestFactory
    Stream<DynamicTest> shouldCompileEveryKernelForEveryCard() {
        Map<String, KernelCompiler> compilers = compilers();
        if (compilers.isEmpty()) {
            return Stream.of(DynamicTest.dynamicTest("no compiler", () -> assumeTrue(false, NONE)));
        }
        return compilers.entrySet().stream().flatMap(compiler -> kernels().stream()
                .flatMap(kernel -> WANTED.stream().map(card -> test(compiler, kernel, card))));
    }

    @Test
    void shouldCompilePtxWhereItDoesNotKnowTheCard() {
        for (KernelCompiler compiler : some().values()) {
            KernelImage image = compiler.compileFor(KernelSource.read(ResizeKernel.SOURCE), 999);
            assertThat(image.isPtx()).isTrue();
            assertThat(new String(image.bytes(), StandardCharsets.US_ASCII))
                    .contains(".entry " + ResizeKernel.NAME)
                    .endsWith("\0");
        }
    }

    @Test
    void shouldNotFuseProductsAndSums() {
        for (KernelCompiler compiler : some().values()) {
            KernelImage image = compiler.compile(KernelSource.read(ResizeKernel.SOURCE), "compute_90");
            assertThat(new String(image.bytes(), StandardCharsets.US_ASCII))
                    .contains("mul.rn.f32")
                    .doesNotContain("fma.rn.f32", "div.approx", "div.full");
        }
    }

    @Test
    void shouldGiveTheCompilersComplaint() {
        var source = new KernelSource("wrong.cu", "extern \"C\" __global__ void wrong() { nonsense; }");
        for (KernelCompiler compiler : some().values()) {
            assertThatThrownBy(() -> compiler.compile(source, "compute_90"))
                    .isInstanceOf(Fault.class)
                    .hasMessageContainingAll("wrong.cu", "nonsense");
        }
    }

    @Test
    void shouldSayWhichLibraryCannotBeOpened() {
        assertThatThrownBy(() -> KernelCompiler.open("libsulcusisnothere.so.1"))
                .hasMessageContaining("libsulcusisnothere.so.1")
                .satisfies(e -> assertThat(((Fault) e).kind()).isEqualTo(FaultKind.DEVICE));
    }

    /** Machine code where this compiler knows the card, else PTX for the newest before it: the test's name says which. */
    private static DynamicTest test(Map.Entry<String, KernelCompiler> compiler, KernelSource kernel, int card) {
        List<Integer> capabilities = compiler.getValue().capabilities();
        boolean known = capabilities.contains(card);
        String wanted = known ? "sm_" + card : "compute_" + newestBefore(card, capabilities);
        String name = kernel.name() + " for a card of sm_" + card + " as " + wanted + " with " + compiler.getKey();
        return DynamicTest.dynamicTest(name, () -> {
            KernelImage image = compiler.getValue().compileFor(kernel, card);
            assertThat(image.architecture()).isEqualTo(wanted);
            assertThat(image.bytes()).hasSizeGreaterThan(1000);
            assertThat(image.bytes()[0]).isEqualTo((byte) (known ? 0x7F : '/')); // ELF, or a comment
        });
    }

    private static int newestBefore(int card, List<Integer> ascending) {
        return ascending.stream()
                .filter(each -> each < card)
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    private static Map<String, KernelCompiler> some() {
        Map<String, KernelCompiler> compilers = compilers();
        assumeTrue(!compilers.isEmpty(), NONE);
        return compilers;
    }

    private static Map<String, KernelCompiler> compilers() {
        Map<String, KernelCompiler> compilers = new LinkedHashMap<>();
        try {
            KernelCompiler compiler = KernelCompiler.open();
            compilers.put("NVRTC " + compiler.version() + " of the build", compiler);
        } catch (Fault e) {
            // The default build on a fresh machine has none.
        }
        String named = System.getenv("SULCUS_NVRTC");
        if (named != null) {
            KernelCompiler compiler = KernelCompiler.open(named);
            compilers.put("NVRTC " + compiler.version() + " of SULCUS_NVRTC", compiler);
        }
        return compilers;
    }

    private static List<KernelSource> kernels() {
        List<KernelSource> kernels = new ArrayList<>();
        try (Stream<Path> files = Files.list(KernelSource.folder())) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".cu"))
                    .sorted()
                    .forEach(name -> kernels.add(KernelSource.read(name.substring(0, name.length() - 3))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kernels;
    }
}
