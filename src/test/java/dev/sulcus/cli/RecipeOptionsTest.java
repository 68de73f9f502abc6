package dev.sulcus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.device.DeviceChoice;
import dev.sulcus.device.Precision;
import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import dev.sulcus.pipeline.Decoding;
import dev.sulcus.pipeline.Fit;
import dev.sulcus.pipeline.PixelSpec;
import dev.sulcus.pipeline.Region;
import dev.sulcus.pipeline.Resampling;
import dev.sulcus.pipeline.Tone;
import dev.sulcus.workflow.Recipe;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RecipeOptionsTest {
    @Test
    void shouldTypeNothingWhereNothingWasChosen() {
        assertThat(parse().typed()).isEmpty();
    }

    @Test
    void shouldTypeWhatItSuggests() {
        RecipeOptions options = parse();
        options.suggest(112, 16, 30, 5e-4);
        assertThat(options.typed()).isEqualTo(" --size 112 --epochs 30 --batch 16 --learning-rate 0.0005");
    }

    @Test
    void shouldLeaveTheUsersChoiceAlone() {
        RecipeOptions options = parse("--epochs", "3", "--seed", "7", "--no-augment");
        options.suggest(112, 16, 30, 5e-4);
        assertThat(options.typed())
                .isEqualTo(" --size 112 --epochs 3 --batch 16 --learning-rate 0.0005 --no-augment --seed 7");
    }

    @Test
    void shouldReadBackWhatItTyped() {
        String[] given =
                ("--split keras:0.25 --resample linear --decoding reduced --region head --fit pad --tone standard"
                                + " --patience 2 --learning-rate 1e-5")
                        .split(" ");
        String typed = parse(given).typed();
        assertThat(parse(typed.strip().split(" ")).typed()).isEqualTo(typed).contains("--learning-rate 0.00001");
    }

    @Test
    void shouldTrainOnAsManyDevicesAsWereAsked() {
        assertThat(parse().resolve("cnn").training().replicas()).isEqualTo(1);
        assertThat(parse("--gpus", "2").resolve("cnn").training().replicas()).isEqualTo(2);
        assertThat(parse("--replicas", "3").resolve("cnn").training().replicas())
                .isEqualTo(3);
        assertThat(parse("--gpus", "2").typed()).isEqualTo(" --gpus 2");
        assertThatThrownBy(() -> parse("--gpus", "2", "--replicas", "2").resolve("cnn"))
                .isInstanceOf(Fault.class);
        assertThatThrownBy(() -> parse("--replicas", "17").resolve("cnn"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("1 to 16");
        assertThatThrownBy(() -> parse("--replicas", "3", "--batch", "2").resolve("cnn"))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.USAGE))
                .hasMessageContaining("2 pictures of a batch");
    }

    @Test
    void shouldRefuseGpusWhereTheCpuComputes() {
        parse("--replicas", "2").requireGpus(DeviceChoice.AUTO, DeviceChoice.CPU);
        parse("--gpus", "2").requireGpus(DeviceChoice.AUTO, DeviceChoice.GPU);
        assertThatThrownBy(() -> parse("--gpus", "2").requireGpus(DeviceChoice.AUTO, DeviceChoice.CPU))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.DEVICE))
                .hasMessageContaining("--gpus is 2");
        assertThatThrownBy(() -> parse("--gpus", "2").requireGpus(DeviceChoice.CPU, DeviceChoice.CPU))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.USAGE))
                .hasMessageContaining("--device cpu");
    }

    @Test
    void shouldPutItsPixelsIntoTheRecipe() {
        String[] given = {"--size", "112", "--resample", "nearest", "--region", "head", "--fit", "pad", "--tone", "grey"
        };
        assertThat(parse(given).resolve("cnn").pixels())
                .isEqualTo(new PixelSpec(112, 112, Resampling.NEAREST, Region.HEAD, Fit.PAD, Tone.GREY));
    }

    @Test
    void shouldTakeEveryWayToResizeAndDecode() {
        for (String how : List.of("area", "linear", "nearest", "pillow-bilinear")) {
            assertThat(parse("--resample", how).resolve("cnn").pixels().resampling())
                    .isEqualTo(Resampling.valueOf(how.toUpperCase(Locale.ROOT).replace('-', '_')));
            assertThat(help()).contains(how);
        }
        assertThat(parse().resolve("cnn").pixels().decoding()).isEqualTo(Decoding.FULL);
        assertThat(parse("--decoding", "full").resolve("cnn").pixels().decoding())
                .isEqualTo(Decoding.FULL);
        assertThat(parse("--decoding", "reduced").resolve("cnn").pixels().decoding())
                .isEqualTo(Decoding.REDUCED);
    }

    @Test
    void shouldRefuseAnotherWayToDecode() {
        assertThatThrownBy(() -> parse("--decoding", "half").resolve("cnn"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("decoding does not fit: it must be full or reduced");
    }

    @Test
    void shouldTrainInFloat32UnlessToldOtherwise() {
        assertThat(parse().resolve("cnn").training().precision()).isEqualTo(Precision.FLOAT32);
        RecipeOptions options = parse("--precision", "bfloat16");
        assertThat(options.resolve("cnn").training().precision()).isEqualTo(Precision.BFLOAT16);
        assertThat(options.typed()).isEqualTo(" --precision bfloat16");
        assertThatThrownBy(() -> parse("--precision", "half").resolve("cnn"))
                .isInstanceOf(Fault.class)
                .hasMessage("--precision is 'half'; it must be float32, bfloat16 or float16");
        assertThat(parse("--precision", "float16").resolve("cnn").training().precision())
                .isEqualTo(Precision.FLOAT16);
    }

    @Test
    void shouldQuoteInItsHelpWhatTheRecipesHold() {
        String help = help();
        Recipe cnn = parse().resolve("cnn");
        Recipe b0 = parse().resolve("efficientnet-b0");
        assertThat(help)
                .contains("recipe: " + cnn.training().epochs() + " for cnn, "
                        + b0.training().epochs() + " for efficientnet-b0")
                .contains("recipe: " + cnn.training().batchSize() + " for cnn, "
                        + b0.training().batchSize() + " for efficientnet-b0")
                .contains("recipe: " + cnn.pixels().height() + " for cnn and logistic, "
                        + b0.pixels().height() + " for efficientnet-b0")
                .contains("0.0003 for cnn, 0.0006 for efficientnet-b0");
        assertThat(cnn.training().adam().learningRate()).isEqualTo(0.0003);
        assertThat(b0.training().adam().learningRate()).isEqualTo(0.0006);
        assertThat(b0.training().unfreeze().text()).isEqualTo("all");
    }

    private static String help() {
        return new CommandLine(new Holder()).getUsageMessage().replaceAll("\\s+", " ");
    }

    private static RecipeOptions parse(String... arguments) {
        var command = new Holder();
        new CommandLine(command).parseArgs(arguments);
        return command.recipe;
    }

    @Command(name = "holder")
    private static final class Holder {
        @Mixin
        private RecipeOptions recipe;
    }
}
