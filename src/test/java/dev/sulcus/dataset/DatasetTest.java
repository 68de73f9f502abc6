package dev.sulcus.dataset;

import static dev.sulcus.dataset.ScanFixtures.scan;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static final Scan FIRST = scan("no/a.jpg", 0, "one");
    private static final Scan SECOND = scan("yes/b.jpg", 1, "two");

    @Test
    void shouldGiveLabelsInTheOrderOfTheScans() {
        assertThat(ScanFixtures.dataset(2, 3).labels()).containsExactly(0, 0, 1, 1, 1);
    }

    @Test
    void shouldCountALabel() {
        Dataset data = ScanFixtures.dataset(2, 3);
        assertThat(data.count(0)).isEqualTo(2);
        assertThat(data.count(1)).isEqualTo(3);
    }

    @Test
    void shouldHaveOneFingerprintWhereverItLiesAndHoweverItIsListed() {
        assertThat(fingerprint("here", FIRST, SECOND)).isEqualTo(fingerprint("there", SECOND, FIRST));
    }

    @Test
    void shouldHaveAnotherFingerprintWithAnotherPathContentLabelOrScan() {
        assertThat(List.of(
                        fingerprint("here", FIRST, SECOND),
                        fingerprint("here", scan("no/A.jpg", 0, "one"), SECOND),
                        fingerprint("here", scan("no/a.jpg", 0, "other"), SECOND),
                        fingerprint("here", scan("no/a.jpg", 1, "one"), SECOND),
                        fingerprint("here", FIRST)))
                .doesNotHaveDuplicates();
    }

    private static String fingerprint(String root, Scan... scans) {
        var roles = new ClassRoles(List.of("no"), List.of("yes"), "");
        return new Dataset(Path.of(root), roles, List.of(scans), List.of()).fingerprint();
    }
}
