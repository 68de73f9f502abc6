package dev.sulcus.cuda;

import dev.sulcus.fault.Fault;

/** Closes several things though one of them fails; the first fault comes out in the end. Stateless. */
final class CloseAll {
    private CloseAll() {}

    /** In that order; null is allowed. */
    static void close(AutoCloseable... all) {
        Fault first = null;
        for (AutoCloseable each : all) {
            Fault fault = closed(each);
            first = first == null ? fault : first;
        }
        if (first != null) {
            throw first;
        }
    }

    private static Fault closed(AutoCloseable each) {
        try {
            if (each != null) {
                each.close();
            }
            return null;
        } catch (Fault e) {
            return e;
        } catch (Exception e) {
            return Fault.bug("closing " + each + " failed: " + e);
        }
    }
}
