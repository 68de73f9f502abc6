package dev.sulcus.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The limits that the Linux control group of this process sets. A limit of a parent binds too, so the tightest on the
 * way up counts. Both versions are read, for a machine may run them side by side.
 */
final class ControlGroup {
    /** Version 1 writes "no limit" as the largest multiple of the page size; nothing real is above this. */
    private static final double NO_LIMIT = 1L << 62;

    private final HostFiles files;

    ControlGroup(HostFiles files) {
        this.files = files;
    }

    /** The tightest memory limit in bytes, or null. */
    Long memoryLimitBytes() {
        OptionalDouble limit = tightest(
                "memory",
                folder -> number(folder + "/memory.limit_in_bytes"),
                folder -> number(folder + "/memory.max"));
        return limit.isPresent() ? Long.valueOf((long) limit.getAsDouble()) : null;
    }

    /** The tightest grant of processor time, in processors, or NaN. */
    double quotaCores() {
        return tightest("cpu", this::quotaVersion1, this::quotaVersion2).orElse(Double.NaN);
    }

    private OptionalDouble quotaVersion1(String folder) {
        OptionalDouble quota = number(folder + "/cpu.cfs_quota_us");
        OptionalDouble period = number(folder + "/cpu.cfs_period_us");
        return quota.isPresent() && period.isPresent() && quota.getAsDouble() > 0
                ? OptionalDouble.of(quota.getAsDouble() / period.getAsDouble())
                : OptionalDouble.empty();
    }

    /** From "quota period" in microseconds, or "max period". */
    private OptionalDouble quotaVersion2(String folder) {
        String[] parts = files.firstLine(folder + "/cpu.max").orElse("max").split(" ");
        return parts.length < 2 || parts[0].equals("max")
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]));
    }

    private OptionalDouble tightest(
            String controller, Function<String, OptionalDouble> version1, Function<String, OptionalDouble> version2) {
        List<OptionalDouble> limits = new ArrayList<>();
        path(controller).ifPresent(path -> upwards("sys/fs/cgroup/" + controller, path)
                .forEach(folder -> limits.add(version1.apply(folder))));
        path("").ifPresent(
                        path -> upwards("sys/fs/cgroup", path).forEach(folder -> limits.add(version2.apply(folder))));
        return limits.stream().flatMapToDouble(OptionalDouble::stream).min();
    }

    /** This process's group under {@code controller}; version 2 has none, so it is the empty one. */
    private Optional<String> path(String controller) {
        return files.lines("proc/self/cgroup").stream()
                .map(line -> line.split(":", 3))
                .filter(parts ->
                        parts.length == 3 && Arrays.asList(parts[1].split(",")).contains(controller))
                .map(parts -> parts[2])
                .findFirst();
    }

    /** The group's folder and all above it, up to {@code mount}. */
    private static List<String> upwards(String mount, String path) {
        List<String> folders = new ArrayList<>();
        for (String at = path; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            folders.add(at.equals("/") ? mount : mount + at);
        }
        folders.add(mount);
        return folders;
    }

    private OptionalDouble number(String file) {
        return files.firstLine(file)
                .filter(line -> line.matches("\\d+"))
                .map(Double::parseDouble)
                .filter(value -> value < NO_LIMIT)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }
}
