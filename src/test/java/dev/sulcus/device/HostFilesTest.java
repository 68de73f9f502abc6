package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFilesTest {
    @TempDir
    Path root;

    @Test
    void shouldReadProcessorsAndTheirFeatures() throws IOException {
        MadeUpHost.at(root).put("proc/cpuinfo", """
                processor\t: 0
                model name\t: Some CPU @ 2.0: GHz
                flags\t\t: fpu avx512f sse4_1 avx amx_bf16 aes

                processor\t: 1
                model name\t: Some CPU @ 2.0: GHz
                flags\t\t: fpu avx512f sse4_1 avx amx_bf16 aes
                """);
        var files = new HostFiles(root);
        assertThat(files.cpuModel()).isEqualTo("Some CPU @ 2.0: GHz");
        assertThat(files.processors()).isEqualTo(2);
        assertThat(files.features()).containsExactly("sse4_1", "avx", "avx512f", "amx_bf16");
    }

    @Test
    void shouldTellWhetherTheProcessorComputesBfloat16() throws IOException {
        var host = MadeUpHost.at(root).put("proc/cpuinfo", "flags\t\t: avx2 avx512f avx512bw avx512vl avx512dq\n");
        assertThat(Processor.computesBfloat16(host.files().features())).isTrue();
        host.put("proc/cpuinfo", "flags\t\t: avx2 avx512f\n");
        assertThat(Processor.computesBfloat16(host.files().features())).isFalse();
        host.put("proc/cpuinfo", "");
        assertThat(Processor.computesBfloat16(host.files().features())).isFalse();
    }

    @Test
    void shouldReadMemoryInBytes() throws IOException {
        MadeUpHost.at(root).put("proc/meminfo", "MemTotal:       2048 kB\nMemFree:  1 kB\nMemAvailable:  1024 kB\n");
        var files = new HostFiles(root);
        assertThat(files.memoryBytes("MemTotal")).isEqualTo(2L << 20);
        assertThat(files.memoryBytes("MemAvailable")).isEqualTo(1L << 20);
    }

    @Test
    void shouldNameTheDriver() throws IOException {
        MadeUpHost.at(root)
                .put("proc/driver/nvidia/version", "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.1  Tue\nGCC\n");
        assertThat(new HostFiles(root).nvidiaDriver()).isEqualTo("NVIDIA UNIX x86_64 Kernel Module 535.1 Tue");
    }

    @Test
    void shouldKnowNothingOnAHostWithoutTheseFiles() {
        var files = new HostFiles(root);
        assertThat(files.cpuModel()).isNull();
        assertThat(files.processors()).isEqualTo(1);
        assertThat(files.knowsFeatures()).isFalse();
        assertThat(files.features()).isEmpty();
        assertThat(files.memoryBytes("MemTotal")).isNull();
        assertThat(files.nvidiaDriver()).isNull();
    }
}
