package dev.sulcus.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sulcus.fault.Fault;
import dev.sulcus.fault.FaultKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class NativeBlockTest {
    @Test
    void shouldStandInTheLedgerWhileItIsOpen() {
        long before = NativeBlocks.liveBytes();
        try (NativeBlock block = NativeBlock.allocate("ledger test", 1000)) {
            assertThat(block.buffer().capacity()).isEqualTo(1000);
            assertThat(NativeBlocks.liveBytes()).isEqualTo(before + 1000);
            assertThat(NativeBlocks.describeLive()).contains("ledger test, 1000 bytes");
        }
        assertThat(NativeBlocks.liveBytes()).isEqualTo(before);
    }

    @Test
    void shouldAllowASecondClose() {
        int before = NativeBlocks.liveBlocks();
        NativeBlock block = NativeBlock.allocate("twice", 10);
        block.close();
        block.close();
        assertThat(NativeBlocks.liveBlocks()).isEqualTo(before);
    }

    @Test
    void shouldCallARefusalByTheSystemLackOfMemory() {
        assertThatThrownBy(() -> NativeBlock.allocate("everything", 1L << 60))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.kind()).isEqualTo(FaultKind.MEMORY));
    }
}
