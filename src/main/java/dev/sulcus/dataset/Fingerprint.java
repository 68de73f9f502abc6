package dev.sulcus.dataset;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What near-duplicates are found by: two small views of the head, whatever margin, size and aspect the picture has. The
 * arrays are owned by the record; equality is by content. Thread-safe as long as nobody writes to them.
 *
 * <p>The hash has one bit for each two neighbours in a row of a 17×16 lattice of mean grey levels over the head's box:
 * set where the right one is brighter. Brightness and contrast leave it as it is; two different heads differ in some
 * 100 of the 256 bits.
 *
 * @param hash 256-bit difference hash, 4 longs
 * @param thumbnail 64×64 grey levels of the head's box, row by row
 */
public record Fingerprint(long[] hash, byte[] thumbnail) {
    /** Pixels on a side of the thumbnail. */
    public static final int THUMBNAIL_SIDE = 64;

    private static final int HASH_SIDE = 16;

    /**
     * The fingerprint of one picture. Makes about 20 bytes of garbage per pixel; some milliseconds for 1000×1000.
     *
     * @param grey 8-bit levels, {@code height × width}, row by row; only read
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     * @throws IllegalArgumentException when the array is not as long as the sides say
     */
    public static Fingerprint of(byte[] grey, int width, int height) {
        return of(grey, width, height, new HeadCrop());
    }

    /** As {@link #of(byte[], int, int)}, with scratch memory of the caller's to look for the head. */
    public static Fingerprint of(byte[] grey, int width, int height, HeadCrop head) {
        if (width < 1 || height < 1 || grey.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "grey holds " + grey.length + " pixels, not " + width + "×" + height + " (each side at least 1)");
        }
        head.find(ByteBuffer.wrap(grey), width, height);
        Grid picture = Grid.of(grey, width, height);
        return ofHead(bytes(picture.averaged(head.box(), THUMBNAIL_SIDE, THUMBNAIL_SIDE)));
    }

    /** The fingerprint that the same picture has when left and right are exchanged. */
    public Fingerprint mirrored() {
        byte[] flipped = new byte[thumbnail.length];
        for (int i = 0; i < flipped.length; i++) {
            flipped[i] = thumbnail[i - i % THUMBNAIL_SIDE + THUMBNAIL_SIDE - 1 - i % THUMBNAIL_SIDE];
        }
        return ofHead(flipped);
    }

    /** Bits in which two hashes differ: 0 for the same picture, some 100 for two heads, 256 at most. */
    public int distance(Fingerprint other) {
        int bits = 0;
        for (int i = 0; i < hash.length; i++) {
            bits += Long.bitCount(hash[i] ^ other.hash[i]);
        }
        return bits;
    }

    /** Pearson's correlation of the two thumbnails, −1 to 1; NaN when either is of one level throughout. */
    public double correlation(Fingerprint other) {
        long n = thumbnail.length;
        long a = 0;
        long b = 0;
        long aa = 0;
        long bb = 0;
        long ab = 0;
        for (int i = 0; i < thumbnail.length; i++) {
            int x = thumbnail[i] & 0xff;
            int y = other.thumbnail[i] & 0xff;
            a += x;
            b += y;
            aa += (long) x * x;
            bb += (long) y * y;
            ab += (long) x * y;
        }
        double spread = Math.sqrt((double) (n * aa - a * a)) * Math.sqrt((double) (n * bb - b * b));
        return spread == 0 ? Double.NaN : (n * ab - a * b) / spread;
    }

    private static Fingerprint ofHead(byte[] thumbnail) {
        return new Fingerprint(differences(Grid.of(thumbnail, THUMBNAIL_SIDE, THUMBNAIL_SIDE)), thumbnail);
    }

    private static long[] differences(Grid head) {
        double[] lattice = head.averaged(head.whole(), HASH_SIDE + 1, HASH_SIDE).values();
        long[] hash = new long[HASH_SIDE * HASH_SIDE / Long.SIZE];
        for (int bit = 0; bit < HASH_SIDE * HASH_SIDE; bit++) {
            int left = bit / HASH_SIDE * (HASH_SIDE + 1) + bit % HASH_SIDE;
            if (lattice[left + 1] > lattice[left]) {
                hash[bit / Long.SIZE] |= 1L << bit;
            }
        }
        return hash;
    }

    private static byte[] bytes(Grid head) {
        byte[] levels = new byte[head.values().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Math.round(head.values()[i]);
        }
        return levels;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that
                && Arrays.equals(hash, that.hash)
                && Arrays.equals(thumbnail, that.thumbnail);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("Fingerprint[");
        for (long part : hash) {
            text.append(String.format("%016x", part));
        }
        return text.append(']').toString();
    }
}
