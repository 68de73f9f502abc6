package dev.sulcus.pipeline;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** A pointer that is aimed at memory of others, again and again without a new object. Owns nothing; one thread. */
final class AddressPointer extends BytePointer {
    AddressPointer() {
        super((Pointer) null);
    }

    /** Aims at {@code address}, where {@code bytes} are valid. */
    AddressPointer aim(long address, long bytes) {
        this.address = address;
        this.capacity = bytes;
        this.limit = bytes;
        return this;
    }
}
