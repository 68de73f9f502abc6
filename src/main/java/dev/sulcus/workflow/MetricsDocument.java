package dev.sulcus.workflow;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sulcus.evaluation.EvaluationResult;
import dev.sulcus.metrics.BinaryMetrics;
import java.util.List;

/**
 * metrics.json: every figure, and why they are worthless if they are.
 *
 * @param schema version of this document
 * @param metrics members of the document itself
 * @param degenerate reasons; empty when there is none
 */
record MetricsDocument(int schema, @JsonUnwrapped BinaryMetrics metrics, List<String> degenerate) {
    private static final int SCHEMA = 1;

    static MetricsDocument of(EvaluationResult result) {
        return new MetricsDocument(SCHEMA, result.metrics(), result.degenerate());
    }
}
