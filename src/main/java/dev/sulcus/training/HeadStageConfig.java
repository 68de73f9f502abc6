package dev.sulcus.training;

import dev.sulcus.fault.Fault;

/**
 * The stage before the whole network is trained: its head alone, on features of the frozen base that are computed once
 * for each augmented view of each picture.
 *
 * @param views augmented views of each training picture, 1 to 1000; epoch e sees view e modulo this
 * @param epochs at most, 1 to 100,000
 * @param learningRate Adam's, above 0 and at most 10
 * @param patience epochs without a better monitored value until it stops, at least 1
 */
public record HeadStageConfig(int views, int epochs, double learningRate, int patience) {
    /** Checks the ranges. */
    public HeadStageConfig {
        require("views", views, 1000);
        require("epochs", epochs, 100_000);
        require("patience", patience, 100_000);
        if (!(learningRate > 0 && learningRate <= 10)) {
            throw Fault.usage("head.learningRate is " + learningRate + "; it must be above 0, at most 10");
        }
    }

    private static void require(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw Fault.usage("head." + name + " is " + value + "; it must be 1 to " + most);
        }
    }
}
