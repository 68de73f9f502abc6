package dev.sulcus.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
        name = "sulcus",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "Trains, judges and runs classifiers of brain-MRI slices: tumour or no tumour.",
            "Research only: not for clinical use."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sulcus demo                                   start here",
            "  sulcus explore scans --out explored           what is in a folder",
            "  sulcus train scans --out run1                 train, judge, save",
            "  sulcus score run1 archive --out worklist.csv  most urgent first",
            "",
            "In a checkout type ./sulcus, in an unpacked archive bin/sulcus. Every command",
            "has --help. In a checkout ./sulcus --gpu COMMAND takes TensorFlow's build for",
            "GPUs from now on, ./sulcus --cpu COMMAND the one for CPUs.",
            "",
            "Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 130 interrupted.",
            "Completion in bash and zsh:",
            "  source <(sulcus generate-completion)"
        },
        subcommands = {
            DemoCommand.class,
            DoctorCommand.class,
            ExploreCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            CompareCommand.class,
            StudyCommand.class,
            ScoreCommand.class,
            ExplainCommand.class,
            ModelsCommand.class,
            PretrainCommand.class,
            BenchCommand.class,
            BundleCommand.class,
            HelpCommand.class,
            GenerateCompletion.class
        })
final class Sulcus implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }
}
