package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupTest {
    @TempDir
    Path root;

    @Test
    void shouldTakeTheTightestLimitOnTheWayUp() throws IOException {
        var group = new ControlGroup(MadeUpHost.at(root)
                .put("proc/self/cgroup", "0::/slice/unit\n")
                .put("sys/fs/cgroup/slice/unit/memory.max", "max\n")
                .put("sys/fs/cgroup/slice/memory.max", "1000000\n")
                .put("sys/fs/cgroup/slice/unit/cpu.max", "300000 100000\n")
                .put("sys/fs/cgroup/slice/cpu.max", "150000 100000\n")
                .files());
        assertThat(group.memoryLimitBytes()).isEqualTo(1_000_000L);
        assertThat(group.quotaCores()).isEqualTo(1.5);
    }

    @Test
    void shouldReadAContainerThatSeesOnlyItsOwnGroup() throws IOException {
        var group = new ControlGroup(MadeUpHost.at(root)
                .put("proc/self/cgroup", "0::/\n")
                .put("sys/fs/cgroup/memory.max", "2048\n")
                .put("sys/fs/cgroup/cpu.max", "max 100000\n")
                .files());
        assertThat(group.memoryLimitBytes()).isEqualTo(2048L);
        assertThat(group.quotaCores()).isNaN();
    }

    @Test
    void shouldReadVersionOneBesideVersionTwo() throws IOException {
        var group = new ControlGroup(MadeUpHost.at(root)
                .put("proc/self/cgroup", "4:memory:/job\n3:cpu,cpuacct:/job\n0::/\n")
                .put("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "4096\n")
                .put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n")
                .put("sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "200000\n")
                .put("sys/fs/cgroup/cpu/job/cpu.cfs_period_us", "100000\n")
                .put("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n")
                .put("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n")
                .files());
        assertThat(group.memoryLimitBytes()).isEqualTo(4096L);
        assertThat(group.quotaCores()).isEqualTo(2.0);
    }

    @Test
    void shouldFindNoLimitWhereNoneIsSet() throws IOException {
        var group = new ControlGroup(MadeUpHost.at(root)
                .put("proc/self/cgroup", "4:memory:/\n0::/\n")
                .put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n")
                .files());
        assertThat(group.memoryLimitBytes()).isNull();
        assertThat(group.quotaCores()).isNaN();
    }

    @Test
    void shouldFindNoLimitOnAHostWithoutGroups() {
        var group = new ControlGroup(new HostFiles(root));
        assertThat(group.memoryLimitBytes()).isNull();
        assertThat(group.quotaCores()).isNaN();
    }
}
