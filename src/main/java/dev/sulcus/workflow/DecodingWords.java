package dev.sulcus.workflow;

import dev.sulcus.scoring.DecoderShift;
import dev.sulcus.scoring.DecodingResult;
import dev.sulcus.scoring.ScoringResult;
import java.util.ArrayList;
import java.util.List;

/** What a person should know of a scoring job's decoding and memory; nothing in an ordinary job of the host's. */
final class DecodingWords {
    private DecodingWords() {}

    static List<String> of(ScoringResult result) {
        var lines = new ArrayList<String>();
        DecodingResult decoding = result.decoding();
        if (decoding.shift() != null) {
            lines.add(String.format(
                    "%,d pictures were decoded on the GPU, %,d on the host", decoding.onCard(), decoding.onHost()));
            lines.add(shift(decoding.shift()));
        }
        if (result.reducedBatch() != null) {
            lines.add("memory ran out; the batch went down to " + result.reducedBatch()
                    + ", and no picture was left out");
        }
        return lines;
    }

    private static String shift(DecoderShift shift) {
        if (shift.pictures() == 0) {
            return "no picture was decoded both ways: by how much the GPU's pixels move a probability is not known";
        }
        return String.format(
                "the first %d of them were scored from the host's pixels too: probabilities move by up to %.4f (mean %.5f),"
                        + " and %d %s flagged one way and not the other",
                shift.pictures(),
                shift.maxDifference(),
                shift.meanDifference(),
                shift.flips(),
                shift.flips() == 1 ? "is" : "are");
    }
}
