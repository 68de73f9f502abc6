package dev.sulcus.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopCheckTest {
    private final List<Long> seen = new ArrayList<>();

    @Test
    void shouldPassProgressOn() {
        new StopCheck((done, total) -> seen.add(done), new Wish(false)).at(3, 10);
        assertThat(seen).containsExactly(3L);
    }

    @Test
    void shouldEndTheWorkWithTheExitCodeOfAnInterruptOnceTheUserWishesIt() {
        assertThatThrownBy(() -> new StopCheck((done, total) -> seen.add(done), new Wish(true)).at(3, 10))
                .isInstanceOf(Fault.class)
                .extracting(e -> ((Fault) e).kind().exitCode())
                .isEqualTo(130);
    }

    private record Wish(boolean stopWished) implements Narrator {
        @Override
        public void say(String line) {
            throw new AssertionError(line);
        }

        @Override
        public void warn(String line) {
            throw new AssertionError(line);
        }

        @Override
        public void alarm(String line) {
            throw new AssertionError(line);
        }

        @Override
        public Task task(String name, long total) {
            throw new AssertionError(name);
        }
    }
}
