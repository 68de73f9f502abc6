package dev.sulcus.evaluation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sulcus.metrics.ThresholdConfig;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The fences between a test fold and every choice; the argument is in the package's documentation. */
class NoChoiceOnTestFoldsTest {
    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        // Classes of libraries are not looked up: nothing here asks about them, and there are thousands.
        classes = ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.sulcus");
        });
    }

    @Test
    void shouldChooseThresholdsInTuningPredictionsOnly() {
        assertThat(callers(ThresholdConfig.class, "choose")).containsExactly(TuningPredictions.class.getName());
    }

    @Test
    void shouldMakeAThresholdInTuningPredictionsOnly() {
        assertThat(callers(ChosenThreshold.class, "<init>")).containsExactly(TuningPredictions.class.getName());
    }

    @Test
    void shouldJoinLabelsToScoresInThePlanOnly() {
        assertThat(callers(TuningPredictions.class, "<init>")).containsExactly(FoldPlan.class.getName());
        assertThat(callers(TestPredictions.class, "<init>")).containsExactly(FoldPlan.class.getName());
    }

    @Test
    void shouldKnowNoTestPredictionsOnTheWayToAThreshold() {
        noClasses()
                .that()
                .belongToAnyOf(TuningPredictions.class, ChosenThreshold.class, ThresholdConfig.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(TestPredictions.class, FoldResult.class, FoldPrediction.class)
                .check(classes);
    }

    @Test
    void shouldOpenTestPredictionsInTheJudgeOnly() {
        Set<String> users = Stream.of("samples", "rows")
                .flatMap(method -> callers(TestPredictions.class, method).stream())
                .collect(Collectors.toSet());
        assertThat(users).containsExactly(FoldJudge.class.getName());
    }

    @Test
    void shouldOfferNothingOfTestPredictionsToOthers() {
        assertThat(Stream.of(TestPredictions.class.getDeclaredMethods()).filter(this::isOpen))
                .isEmpty();
        assertThat(TestPredictions.class.getFields()).isEmpty();
    }

    @Test
    void shouldLetOthersMakeNoneOfThem() {
        for (Class<?> type : new Class<?>[] {
            TestPredictions.class, TuningPredictions.class, ChosenThreshold.class, FoldPlan.class, FoldJudge.class
        }) {
            assertThat(Stream.of(type.getDeclaredConstructors()).filter(this::isOpen))
                    .as(type.getSimpleName())
                    .isEmpty();
        }
    }

    @Test
    void shouldHandOutNoTestLabels() {
        // Whatever a plan gives of its test fold is a list of files or of paths, or what only the judge opens.
        Set<String> given = Stream.of(FoldPlan.class.getDeclaredMethods())
                .filter(this::isOpen)
                .filter(method -> method.getName().toLowerCase(Locale.ROOT).contains("test"))
                .map(method ->
                        method.getName() + " " + method.getGenericReturnType().getTypeName())
                .collect(Collectors.toSet());
        assertThat(given)
                .containsExactlyInAnyOrder(
                        "testFiles java.util.List<java.nio.file.Path>",
                        "testPaths java.util.List<java.lang.String>",
                        "test " + TestPredictions.class.getName(),
                        "restoreTest " + TestPredictions.class.getName());
    }

    private boolean isOpen(Method method) {
        return !method.isSynthetic() && (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private boolean isOpen(Constructor<?> constructor) {
        return (constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static Set<String> callers(Class<?> owner, String method) {
        return classes.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().getName().equals(owner.getName()))
                .filter(access -> access.getTarget().getName().equals(method))
                .map(access -> access.getOriginOwner())
                .map(JavaClass::getName)
                .filter(name -> !name.equals(owner.getName()))
                .collect(Collectors.toSet());
    }
}
