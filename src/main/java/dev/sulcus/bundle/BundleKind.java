package dev.sulcus.bundle;

/** Which machines a bundle is for. */
public enum BundleKind {
    /** Any with an x86-64 CPU that has AVX. */
    CPU("cpu"),
    /** Those with an NVIDIA driver, too: a few gigabytes more. */
    GPU("gpu");

    private final String word;

    BundleKind(String word) {
        this.word = word;
    }

    /** As in file names and in the list of libraries. */
    public String word() {
        return word;
    }
}
