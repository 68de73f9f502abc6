package dev.sulcus.cli;

import dev.sulcus.device.DeviceProbe;
import dev.sulcus.device.DeviceReport;
import dev.sulcus.workflow.Narrator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: what this machine can do. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Say what this machine has and whether it can train.",
        description = "Shows versions, CPU features, devices, memory and disk, and names every library that a GPU would"
                + " need and that is not here.",
        footerHeading = "%nExamples:%n",
        footer = {"  sulcus doctor", "  sulcus doctor --json", "", "Exit code 0 when the machine can train, 1 when not."
        })
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        DeviceReport report = DeviceProbe.probe();
        if (output.json()) {
            output.document(report);
        } else {
            Narrator narrator = output.narrator();
            report.lines().forEach(narrator::say);
        }
        return report.canTrain() ? 0 : 1;
    }
}
