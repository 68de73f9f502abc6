package dev.sulcus.shortcut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sulcus.dataset.Dataset;
import dev.sulcus.dataset.DuplicateGroups;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortcutAuditorTest {
    @Test
    void shouldFindAWidthThatGivesTheLabelAway() {
        ShortcutAudit audit = audit(MadeUpScans.dataset(200, 60, 0, 1), 1);
        assertThat(audit.beatsChance()).isTrue();
        // Two ranges of 100 pixels, 60 apart: by their width alone 0.92 of all pairs are in order.
        assertThat(audit.auc()).isCloseTo(0.92, within(0.05));
        assertThat(audit.facts().get(0).fact()).isIn("width", "aspect ratio");
        assertThat(audit.sentence())
                .startsWith("File facts alone, no pixels of the brain, reach AUC 0.")
                .contains("mostly by width");
    }

    @Test
    void shouldFindTheEncoderThatOnlyTumoursWentThrough() {
        ShortcutAudit audit = audit(MadeUpScans.dataset(200, 0, 0.7, 1), 1);
        assertThat(audit.facts().get(0).fact()).isEqualTo("JPEG tables");
        // Marked tumours rank first, the rest ties: 0.7 + 0.3 / 2.
        assertThat(audit.facts().get(0).aucAlone()).isCloseTo(0.85, within(0.03));
        assertThat(audit.facts().get(0).aucLost()).isGreaterThan(0.2);
    }

    @Test
    void shouldSeldomClaimAnythingWhereFactsMeanNothing() {
        int claims = 0;
        for (int seed = 0; seed < 20; seed++) {
            ShortcutAudit audit = audit(MadeUpScans.dataset(120, 0, 0, seed), seed);
            claims += audit.beatsChance() ? 1 : 0;
            assertThat(audit.auc()).isBetween(0.25, 0.75);
        }
        assertThat(claims).isLessThanOrEqualTo(3);
    }

    @Test
    void shouldSayThatChanceIsChance() {
        ShortcutAudit audit = audit(MadeUpScans.dataset(120, 0, 0, 3), 3);
        assertThat(audit.beatsChance()).isFalse();
        assertThat(audit.sentence()).endsWith(": no better than chance.");
    }

    @Test
    void shouldRepeatItselfFromTheSeed() {
        Dataset data = MadeUpScans.dataset(100, 20, 0.2, 5);
        assertThat(audit(data, 7)).isEqualTo(audit(data, 7)).isNotEqualTo(audit(data, 8));
    }

    @Test
    void shouldKeepCopiesOutOfTheTrainingPart() {
        // Every scan ten times over: whoever lets copies into the training part is always right.
        Dataset once = MadeUpScans.dataset(60, 0, 0, 2);
        Dataset copied = MadeUpScans.dataset(Collections.nCopies(10, once.scans()).stream()
                .flatMap(List::stream)
                .toList());
        assertThat(audit(copied, 1).auc()).isLessThan(0.75);
    }

    @Test
    void shouldSayNothingWithTooFewPictures() {
        Dataset data = MadeUpScans.dataset(8, 50, 1, 1);
        assertThat(ShortcutAuditor.audit(data, DuplicateGroups.of(data.scans()), 1))
                .isEmpty();
    }

    private static ShortcutAudit audit(Dataset data, long seed) {
        return ShortcutAuditor.audit(data, DuplicateGroups.of(data.scans()), seed)
                .orElseThrow();
    }
}
