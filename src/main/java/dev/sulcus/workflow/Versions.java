package dev.sulcus.workflow;

import dev.sulcus.device.DeviceReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * What made a result.
 *
 * @param sulcus version of this program
 * @param revision of its sources, with {@code -dirty} when they were changed; {@code unknown} outside a repository
 * @param java version and vendor
 * @param tensorflow version
 * @param opencv version
 * @param system operating system
 */
public record Versions(String sulcus, String revision, String java, String tensorflow, String opencv, String system) {
    private static final String UNKNOWN = "unknown";

    static Versions of(DeviceReport device) {
        Properties build = build();
        return new Versions(
                build.getProperty("git.build.version", UNKNOWN),
                revision(build),
                device.jvm().version() + " " + device.jvm().vendor(),
                device.tensorFlow().version(),
                device.openCv().version(),
                device.system());
    }

    /** Version and revision of this program, for {@code --version}. */
    public static String program() {
        Properties build = build();
        return build.getProperty("git.build.version", UNKNOWN) + " (" + revision(build) + ")";
    }

    /** Version of this program alone. */
    static String number() {
        return build().getProperty("git.build.version", UNKNOWN);
    }

    /** Revision of this program's sources. */
    static String programRevision() {
        return revision(build());
    }

    private static String revision(Properties build) {
        String id = build.getProperty("git.commit.id.abbrev", UNKNOWN);
        return Boolean.parseBoolean(build.getProperty("git.dirty")) ? id + "-dirty" : id;
    }

    private static Properties build() {
        var properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("/git.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            properties.clear(); // the same as a build without it: everything is unknown
        }
        return properties;
    }
}
