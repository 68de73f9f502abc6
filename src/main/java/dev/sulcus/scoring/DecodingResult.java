package dev.sulcus.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Who decoded a job's pictures. Pixels differ a little: NVIDIA's decoder is not libjpeg-turbo.
 *
 * @param decoder {@code host}, or {@code gpu} where JPEGs were decoded on the card
 * @param onCard pictures that the card decoded
 * @param onHost pictures that the host decoded, those that no card can among them
 * @param shift what the card's pixels change; null where the host decoded everything
 */
public record DecodingResult(
        String decoder,
        int onCard,
        int onHost,
        @JsonInclude(JsonInclude.Include.NON_NULL) DecoderShift shift) {
    /** All by the host. */
    static DecodingResult host(int pictures) {
        return new DecodingResult("host", 0, pictures, null);
    }
}
