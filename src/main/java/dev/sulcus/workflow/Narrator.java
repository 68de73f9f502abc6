package dev.sulcus.workflow;

import dev.sulcus.pipeline.Progress;

/** Where the work tells a person what it does. Used by one thread at a time. */
public interface Narrator {
    /** A line of plain news. */
    void say(String line);

    /** Something the user should know before they believe the result. */
    void warn(String line);

    /** Something that makes the result worthless. */
    void alarm(String line);

    /** Opens a long task; the caller closes it. */
    Task task(String name, long total);

    /** Whether the user wishes to stop; may be asked from any thread. */
    default boolean stopWished() {
        return false;
    }

    /** A long task under way. */
    interface Task extends Progress, AutoCloseable {
        /** A short text beside the bar. */
        void detail(String text);

        /** A line above the bar. */
        void line(String text);

        @Override
        void close();
    }
}
