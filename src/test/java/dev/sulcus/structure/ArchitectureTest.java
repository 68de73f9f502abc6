package dev.sulcus.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The fences between the packages: DESIGN is what this test lets through. */
class ArchitectureTest {
    private static final String ROOT = "dev.sulcus";

    /** A package may import only packages of a lower rank. A new package must be entered here. */
    private static final Map<String, Integer> RANKS = Map.ofEntries(
            Map.entry("fault", 0),
            Map.entry("artefact", 1),
            Map.entry("device", 1),
            Map.entry("metrics", 1),
            Map.entry("bundle", 2),
            Map.entry("cuda", 2),
            Map.entry("dataset", 2),
            Map.entry("phantom", 2),
            Map.entry("pipeline", 3),
            Map.entry("fused", 3),
            Map.entry("shortcut", 3),
            Map.entry("model", 4),
            Map.entry("resident", 5),
            Map.entry("training", 5),
            Map.entry("weights", 5),
            Map.entry("evaluation", 6),
            Map.entry("scoring", 7),
            Map.entry("benchmark", 6),
            Map.entry("report", 7),
            Map.entry("workflow", 8),
            Map.entry("cli", 9));

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    @Test
    void shouldHaveARankForEveryPackage() {
        var packages = new TreeSet<String>();
        classes.forEach(type -> packages.add(room(type)));
        assertThat(packages).isNotEmpty().isSubsetOf(RANKS.keySet());
    }

    @Test
    void shouldImportOnlyLowerRanks() {
        assertThat(classes.stream().flatMap(ArchitectureTest::upwardImports)).isEmpty();
    }

    @Test
    void shouldHaveNoRingOfPackages() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void shouldKeepJavaCppInDevicePipelineAndFused() {
        outside("device", "pipeline", "fused")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void shouldKeepTensorFlowBelowEvaluation() {
        outside("device", "pipeline", "model", "training")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.tensorflow..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void shouldKeepPicocliInCli() {
        outside("cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void shouldExitInOnePlaceOfMainOnly() {
        var exits = calls("java.lang.System", List.of("exit")).toList();
        assertThat(exits).hasSizeLessThanOrEqualTo(1).allMatch(owner -> owner.equals(ROOT + ".cli.Main"));
        assertThat(calls("java.lang.Runtime", List.of("exit", "halt"))).isEmpty();
    }

    @Test
    void shouldReadEnvironmentAndPropertiesInDeviceAndCliOnly() {
        var readers = List.of("getenv", "getProperty", "getProperties", "setProperty");
        assertThat(calls("java.lang.System", readers)).allMatch(owner -> isIn(owner, "device", "cli"));
        var typed = Stream.of("Integer.getInteger", "Long.getLong", "Boolean.getBoolean")
                .map(name -> name.split("\\."))
                .flatMap(name -> calls("java.lang." + name[0], List.of(name[1])));
        assertThat(typed).allMatch(owner -> isIn(owner, "device", "cli"));
    }

    @Test
    void shouldPrintInCliOnly() {
        outside("cli")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void shouldNotLog() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..")
                .allowEmptyShould(true)
                .check(classes);
    }

    private static GivenClassesConjunction outside(String... rooms) {
        String[] packages =
                Stream.of(rooms).map(room -> ROOT + "." + room + "..").toArray(String[]::new);
        return noClasses().that().resideOutsideOfPackages(packages);
    }

    /** "report.Page -> workflow.TrainJob" for each import of a package that is not lower. */
    private static Stream<String> upwardImports(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> target.getPackageName().startsWith(ROOT + "."))
                .filter(target -> !room(target).equals(room(type)) && rank(target) >= rank(type))
                .map(target -> type.getName() + " -> " + target.getName())
                .distinct();
    }

    /** The classes that call one of {@code methods}, once for each call. */
    private static Stream<String> calls(String owner, List<String> methods) {
        return classes.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().getName().equals(owner))
                .filter(access -> methods.contains(access.getTarget().getName()))
                .map(JavaAccess::getOriginOwner)
                .map(JavaClass::getName);
    }

    private static boolean isIn(String className, String... rooms) {
        return Stream.of(rooms).anyMatch(room -> className.startsWith(ROOT + "." + room + "."));
    }

    private static int rank(JavaClass type) {
        return RANKS.getOrDefault(room(type), -1);
    }

    /** "metrics" for a class of dev.sulcus.metrics or below. */
    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.")[0];
    }
}
