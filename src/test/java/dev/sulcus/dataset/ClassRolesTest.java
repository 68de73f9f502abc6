package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassRolesTest {
    private static final List<String> TWO = List.of("yes", "no");
    private static final List<String> FOUR = List.of("glioma", "meningioma", "notumor", "pituitary");
    private static final List<String> NONE = List.of();

    @Test
    void shouldTakeTheLastOfTwoAsTumourAndSaySo() {
        ClassRoles roles = ClassRoles.resolve(TWO, NONE, NONE);
        assertThat(roles.positive()).containsExactly("yes");
        assertThat(roles.negative()).containsExactly("no");
        assertThat(roles.announcement()).contains("'yes' is taken as tumour").contains("--positive no");
    }

    @Test
    void shouldTakeTheRestAsTumourWhenOnlyTheNegativeIsNamed() {
        assertThat(ClassRoles.resolve(FOUR, NONE, List.of("notumor")))
                .isEqualTo(new ClassRoles(List.of("notumor"), List.of("glioma", "meningioma", "pituitary"), ""));
    }

    @Test
    void shouldTakeTheRestAsNoTumourWhenOnlyThePositiveIsNamed() {
        assertThat(ClassRoles.resolve(TWO, List.of("no"), NONE))
                .isEqualTo(new ClassRoles(List.of("yes"), List.of("no"), ""));
    }

    @Test
    void shouldTakeBothSidesAsNamed() {
        assertThat(ClassRoles.resolve(TWO, List.of("no"), List.of("yes")))
                .isEqualTo(new ClassRoles(List.of("yes"), List.of("no"), ""));
    }

    @Test
    void shouldListTheNamesWhenThereAreMoreThanTwoAndNothingIsSaid() {
        assertUsage(FOUR, NONE, NONE, "4 classes, glioma, meningioma, notumor, pituitary; say which mean tumour");
    }

    @Test
    void shouldRefuseOneClass() {
        assertUsage(List.of("yes"), NONE, NONE, "one class, yes; say which");
        assertUsage(List.of("yes"), List.of("yes"), NONE, "no class is left to mean no tumour; the data has one class");
    }

    @Test
    void shouldRefuseANameThatIsNotThere() {
        assertUsage(TWO, NONE, List.of("nope"), "--negative names nope, but the data has 2 classes, no, yes");
    }

    @Test
    void shouldRefuseANameOnBothSides() {
        assertUsage(TWO, List.of("yes", "no"), List.of("no"), "both name no; the data has");
    }

    @Test
    void shouldRefuseToLeaveASideEmpty() {
        assertUsage(TWO, NONE, List.of("yes", "no"), "no class is left to mean tumour");
    }

    @Test
    void shouldRefuseToLeaveAClassUndecided() {
        assertUsage(FOUR, List.of("glioma"), List.of("notumor"), "--negative names meningioma, pituitary");
    }

    @Test
    void shouldGiveTheLabelOfAClass() {
        ClassRoles roles = ClassRoles.resolve(TWO, NONE, NONE);
        assertThat(roles.labelOf("yes")).isEqualTo(1);
        assertThat(roles.labelOf("no")).isZero();
        assertThatThrownBy(() -> roles.labelOf("maybe")).hasMessageContaining("maybe has no role");
    }

    private static void assertUsage(List<String> names, List<String> positive, List<String> negative, String message) {
        assertThatThrownBy(() -> ClassRoles.resolve(names, positive, negative))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(message)
                .extracting(fault -> ((Fault) fault).kind())
                .isEqualTo(FaultKind.USAGE);
    }
}
