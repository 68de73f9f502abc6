package dev.sulcus.training;

import dev.sulcus.model.BatchShare;
import dev.sulcus.model.Forward;
import dev.sulcus.model.Variables;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a step comes to over all replicas: the same on each, bit for bit. With one replica its own values, and no
 * operation more.
 *
 * @param gradients one per trained weight
 * @param statistics new values of the stored ones: their means over the replicas, weighted by rows
 * @param loss of the whole batch, a scalar
 * @param correct how many of its pictures are on the right side of 0.5, a scalar
 */
record StepSums(
        List<Operand<TFloat32>> gradients,
        List<Forward.MovingUpdate> statistics,
        Operand<TFloat32> loss,
        Operand<TFloat32> correct) {
    /**
     * Adds the sums to a graph.
     *
     * @param rows those of one replica
     * @param trained the places of the trained weights
     * @param gradients of its rows' part of the loss, one per trained weight
     * @param moved statistics of its rows
     * @param own loss and right answers of its rows
     */
    static StepSums add(
            Ops tf,
            Replicas replicas,
            BatchShare rows,
            Variables weights,
            int[] trained,
            List<Operand<TFloat32>> gradients,
            List<Forward.MovingUpdate> moved,
            StepLoss own) {
        var parts = new ArrayList<>(gradients);
        var shapes = new ArrayList<Shape>();
        for (int index : trained) {
            shapes.add(weights.specs().get(index).shape());
        }
        for (Forward.MovingUpdate statistic : moved) {
            parts.add(rows.weighted(tf, statistic.value()));
            shapes.add(weights.specs().get(weights.indexOf(statistic.path())).shape());
        }
        parts.addAll(List.of(own.value(), own.correct()));
        shapes.addAll(List.of(Shape.scalar(), Shape.scalar()));
        List<Operand<TFloat32>> sums = replicas.sums(tf, parts, shapes);
        var statistics = new ArrayList<Forward.MovingUpdate>();
        for (int i = 0; i < moved.size(); i++) {
            statistics.add(new Forward.MovingUpdate(moved.get(i).path(), sums.get(trained.length + i)));
        }
        return new StepSums(
                sums.subList(0, trained.length), statistics, sums.get(sums.size() - 2), sums.get(sums.size() - 1));
    }
}
