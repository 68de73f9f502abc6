package dev.sulcus.cuda;

/**
 * What became of one file. Any answer but DECODED leaves it to the host, whose verdict counts: what is readable does not
 * depend on the card.
 */
public enum JpegAnswer {
    /** Its pixels are on the card, or will be when the stream was waited for. */
    DECODED,
    /** It doesn't begin as a JPEG does. */
    NOT_JPEG,
    /** A JPEG of a kind that the card doesn't decode (CMYK, 12 bits, lossless, arithmetic): the host may. */
    UNSUPPORTED,
    /** Its header or its data are damaged. */
    DAMAGED
}
