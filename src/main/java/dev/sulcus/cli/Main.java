package dev.sulcus.cli;

import dev.sulcus.device.DeviceProbe;

/** Where the program starts. */
public final class Main {
    private Main() {}

    /** Runs the command that {@code arguments} name and ends the process with its exit code. */
    public static void main(String[] arguments) {
        var report = DeviceProbe.probe();
        report.lines().forEach(System.out::println);
        System.exit(report.canTrain() ? 0 : 1);
    }
}
