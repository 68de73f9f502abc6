package dev.sulcus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderIndexTest {
    @TempDir
    Path root;

    @Test
    void shouldListFilesByPathWithTheirClass() throws IOException {
        files("yes/Y2.jpg", "yes/Y10.JPG", "no/b c.png", "no/a.jpg");
        assertThat(FolderIndex.list(root).files())
                .containsExactly(
                        new ScanFile("no/a.jpg", "no", root.resolve("no/a.jpg")),
                        new ScanFile("no/b c.png", "no", root.resolve("no/b c.png")),
                        new ScanFile("yes/Y10.JPG", "yes", root.resolve("yes/Y10.JPG")),
                        new ScanFile("yes/Y2.jpg", "yes", root.resolve("yes/Y2.jpg")));
    }

    @Test
    void shouldListNamesOutsideAscii() throws IOException {
        String encoding = System.getProperty("sun.jnu.encoding");
        assumeTrue(Charset.forName(encoding).newEncoder().canEncode("é"), "file names are " + encoding + " here");
        files("keine/é ü.jpg");
        assertThat(FolderIndex.list(root).files()).extracting(ScanFile::path).containsExactly("keine/é ü.jpg");
    }

    @Test
    void shouldRefuseNamesThatReadTheSame() throws IOException {
        files("no/a.jpg");
        // Neither byte is UTF-8 or ASCII.
        Files.createFile(Path.of(URI.create(root.toUri() + "no/%FF.jpg")));
        Files.createFile(Path.of(URI.create(root.toUri() + "no/%FE.jpg")));
        assertFault(root, "two files read as no/");
    }

    @Test
    void shouldGoIntoFoldersBelowAClassAndOnesNamedLikeImages() throws IOException {
        files("no/patient 1/a.jpg", "no/scan.jpg/b.jpg");
        assertThat(FolderIndex.list(root).files())
                .extracting(ScanFile::path, ScanFile::className)
                .containsExactly(tuple("no/patient 1/a.jpg", "no"), tuple("no/scan.jpg/b.jpg", "no"));
    }

    @Test
    void shouldIgnoreHiddenNamesAndClutter() throws IOException {
        files("no/a.jpg", "no/.b.jpg", "no/Thumbs.db", "no/desktop.ini", ".git/c.jpg", "__MACOSX/no/d.jpg");
        FolderIndex.Listing listing = FolderIndex.list(root);
        assertThat(listing.files()).extracting(ScanFile::path).containsExactly("no/a.jpg");
        assertThat(listing.classNames()).containsExactly("no");
    }

    @Test
    void shouldCountFilesOutsideEveryClass() throws IOException {
        files("no/a.jpg", "README.txt", "b.jpg", ".hidden");
        FolderIndex.Listing listing = FolderIndex.list(root);
        assertThat(listing.looseFiles()).isEqualTo(2);
        assertThat(listing.files()).hasSize(1);
    }

    @Test
    void shouldFollowLinksButNotInACircle() throws IOException {
        files("no/a.jpg");
        Files.createSymbolicLink(root.resolve("no/circle"), root);
        Files.createSymbolicLink(root.resolve("yes"), root.resolve("no"));
        assertThat(FolderIndex.list(root).files())
                .extracting(ScanFile::path)
                .contains("no/a.jpg", "yes/a.jpg")
                .hasSize(2);
    }

    @Test
    void shouldListABrokenLinkSoThatItIsReportedAsUnreadable() throws IOException {
        files("no/a.jpg");
        Files.createSymbolicLink(root.resolve("no/b.jpg"), root.resolve("nowhere"));
        assertThat(FolderIndex.list(root).files()).extracting(ScanFile::path).containsExactly("no/a.jpg", "no/b.jpg");
    }

    @Test
    void shouldRefuseAMissingFolder() {
        assertFault(root.resolve("nowhere"), "nowhere: there is no such folder");
    }

    @Test
    void shouldRefuseAFile() throws IOException {
        files("scan.jpg");
        assertFault(root.resolve("scan.jpg"), "scan.jpg is a file; give the folder");
    }

    @Test
    void shouldRefuseAFolderWithoutSubFolders() throws IOException {
        files("a.jpg", "b.jpg");
        assertFault(root, "has no sub-folders, only 2 files; put the scans of each class");
    }

    @Test
    void shouldRefuseClassesWithoutFiles() throws IOException {
        files("no/a.jpg", "yes/.hidden");
        Files.createDirectories(root.resolve("maybe/deep"));
        assertFault(root, "no files in the class folder maybe, yes; add scans");
    }

    private static void assertFault(Path folder, String message) {
        assertThatThrownBy(() -> FolderIndex.list(folder))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(message)
                .extracting(fault -> ((Fault) fault).kind())
                .isEqualTo(FaultKind.DATA);
    }

    private void files(String... paths) throws IOException {
        for (String path : paths) {
            Files.createDirectories(root.resolve(path).getParent());
            Files.createFile(root.resolve(path));
        }
    }
}
