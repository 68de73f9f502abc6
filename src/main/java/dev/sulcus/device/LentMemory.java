package dev.sulcus.device;

import org.bytedeco.javacpp.Pointer;
import org.tensorflow.internal.c_api.Deallocator_Pointer_long_Pointer;

/**
 * What TensorFlow calls when its last reader of memory that it was lent is gone, from whichever thread that is. It frees
 * nothing: the memory has an owner. It strikes the loan out of the ledger, so that a loan that never ends is seen. One
 * for the process, never freed.
 */
final class LentMemory extends Deallocator_Pointer_long_Pointer {
    static final LentMemory RETURNED = new LentMemory();

    /** A number where C keeps an address. */
    private static final class Number extends Pointer {
        Number(long value) {
            super((Pointer) null);
            address = value;
        }
    }

    private LentMemory() {
        super();
    }

    /** Enters a loan into the ledger; what comes out goes with the memory as the deallocator's argument. */
    static Pointer lend(long bytes) {
        return new Number(NativeBlocks.opened("memory lent to TensorFlow", bytes));
    }

    @Override
    public void call(Pointer data, long bytes, Pointer loan) {
        NativeBlocks.closed(loan.address());
    }
}
