package dev.sulcus.support;

import dev.sulcus.cuda.CudaStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which calls of a double were made, and which a test wants to fail. One thread at a time. */
final class AskedFailures {
    private record Failure(int[] countdown, int status) {}

    private final Map<String, Failure> failures = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    /** The {@code nth} call from now, 1 for the next, of that method shall answer {@code status}. */
    void ask(String method, int nth, int status) {
        failures.put(method, new Failure(new int[] {nth}, status));
    }

    /** Counts a call; what it shall answer. */
    int called(String method) {
        calls.add(method);
        Failure failure = failures.get(method);
        if (failure != null && --failure.countdown[0] == 0) {
            failures.remove(method);
            return failure.status;
        }
        return CudaStatus.SUCCESS;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }
}
