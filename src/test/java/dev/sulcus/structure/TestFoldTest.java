package dev.sulcus.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How far the test fold is from training in the workflow: who may touch its files at all. What the package evaluation
 * itself guarantees is tested there.
 */
class TestFoldTest {
    private static final String WORKFLOW = "dev.sulcus.workflow.";
    private static final String EVALUATION = "dev.sulcus.evaluation.";

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.sulcus");
    }

    @Test
    void shouldTrainWithoutKnowingOfFolds() {
        noClasses()
                .that()
                .haveFullyQualifiedName(WORKFLOW + "RunTraining")
                .or()
                .resideInAPackage("dev.sulcus.training..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sulcus.evaluation..")
                .check(classes);
    }

    @Test
    void shouldTrainFoldsInRunTrainingOnly() {
        assertThat(callers("dev.sulcus.training.ModelTraining", "run"))
                .doesNotContain(WORKFLOW + "FoldWork", WORKFLOW + "FoldJudging", WORKFLOW + "CrossValidationWork");
        assertThat(callers(WORKFLOW + "RunTraining", "of"))
                .containsOnly(WORKFLOW + "FoldWork", WORKFLOW + "CrossValidationWork", WORKFLOW + "TrainWork");
        assertThat(callers(WORKFLOW + "RunTraining", "train"))
                .containsOnly(WORKFLOW + "FoldWork", WORKFLOW + "TrainWork");
        assertThat(callers(WORKFLOW + "RunTraining", "<init>")).isEmpty();
    }

    @Test
    void shouldScoreTestFilesInTheFoldsJudgingOnly() {
        // FoldWork shows the worst of them as thumbnails, once the fold is judged.
        assertThat(callers(EVALUATION + "FoldPlan", "testFiles"))
                .containsExactlyInAnyOrder(WORKFLOW + "FoldJudging", WORKFLOW + "FoldWork");
        assertThat(callers(EVALUATION + "FoldPlan", "test")).containsExactly(WORKFLOW + "FoldJudging");
    }

    @Test
    void shouldReadTheSavedTestScansForJudgingOnly() {
        assertThat(callers("dev.sulcus.dataset.SplitSpec", "testIndices")).containsExactly(WORKFLOW + "EvaluateWork");
    }

    private static Set<String> callers(String owner, String method) {
        return classes.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().getName().equals(owner))
                .filter(access -> access.getTarget().getName().equals(method))
                .map(access -> access.getOriginOwner())
                .map(JavaClass::getName)
                .filter(name -> !name.equals(owner))
                .collect(Collectors.toSet());
    }
}
