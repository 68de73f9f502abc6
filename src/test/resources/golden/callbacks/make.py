"""Makes stopping.json and plateau.json beside it with Keras 3.15: what its callbacks decide, epoch by epoch.

Keras compares in float32. Every value, difference and rate here is a multiple of 1/64 or a power of two, so that
float32 and float64 agree; ties with min_delta are then common, which is what the strict comparison needs.
"""

import json
import math
import pathlib
import random

import keras
import numpy as np

HERE = pathlib.Path(__file__).parent
CASES = 220
MONITORS = ["loss", "accuracy", "val_loss", "val_accuracy", "val_auc"]

compiled = keras.Sequential([keras.layers.Input((2,)), keras.layers.Dense(1, activation="sigmoid")])
compiled.compile(loss="binary_crossentropy", metrics=["accuracy", keras.metrics.AUC(name="auc")])
compiled.evaluate(np.zeros((2, 2)), np.array([[0.0], [1.0]]), verbose=0)


class Optimizer:
    learning_rate = 0.25


class Model:
    """As much of a model as the callbacks touch; its weights are the epochs they are asked for in."""

    def __init__(self):
        self.metrics = compiled.metrics
        self.optimizer = Optimizer()
        self.optimizer.learning_rate = 0.25
        self.stop_training = False
        self.epoch = 0
        self.restored = None

    def get_weights(self):
        return self.epoch

    def set_weights(self, weights):
        self.restored = weights


def values(draw):
    level, drift = draw.randrange(16, 48), draw.choice([-2, -1, 0, 0, 1])
    result = []
    for _ in range(draw.randrange(3, 31)):
        level = min(63, max(1, level + drift + draw.randrange(-4, 5)))
        result.append(math.nan if draw.random() < 0.05 else level / 64)
    if draw.random() < 0.08:
        result[0] = math.nan
    return result


def run(callback, case):
    model = Model()
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, value in enumerate(case["values"]):
        model.epoch = epoch + 1
        callback.on_epoch_end(epoch, {case["monitor"]: value})
        yield model
        if model.stop_training:
            break
    callback.on_train_end()


def watched(draw):
    return {
        "monitor": draw.choice(MONITORS),
        "mode": draw.choice(["auto", "auto", "min", "max"]),
        "minDelta": draw.choice([0, 0, 1 / 64, 2 / 64, 4 / 64]),
        "values": values(draw),
    }


def stopping(draw):
    case = watched(draw)
    case["patience"] = draw.choice([0, 1, 2, 3, 5, 9])
    case["baseline"] = draw.choice([None, None, draw.randrange(8, 56) / 64])
    case["startFromEpoch"] = draw.choice([0, 0, 0, 1, 4, 40])
    callback = keras.callbacks.EarlyStopping(
        monitor=case["monitor"],
        mode=case["mode"],
        min_delta=case["minDelta"],
        patience=case["patience"],
        baseline=case["baseline"],
        start_from_epoch=case["startFromEpoch"],
        restore_best_weights=True,
    )
    case["waited"] = []
    for model in run(callback, case):
        case["waited"].append(callback.wait)
    case["stopped"] = model.stop_training
    case["kept"] = model.restored or 0
    return case


def plateau(draw):
    case = watched(draw)
    case["patience"] = draw.choice([0, 1, 2, 3, 5])
    case["factor"] = draw.choice([0.25, 0.5])
    case["cooldown"] = draw.choice([0, 0, 1, 2, 4])
    case["minLearningRate"] = draw.choice([0, 2**-6, 2**-4, 3 * 2**-6])
    callback = keras.callbacks.ReduceLROnPlateau(
        monitor=case["monitor"],
        mode=case["mode"],
        min_delta=case["minDelta"],
        patience=case["patience"],
        factor=case["factor"],
        cooldown=case["cooldown"],
        min_lr=case["minLearningRate"],
    )
    case["learningRate"] = [model.optimizer.learning_rate for model in run(callback, case)]
    return case


def plain(case):
    return case | {"values": [None if math.isnan(v) else v for v in case["values"]]}


for name, make, seed in [("stopping", stopping, 11), ("plateau", plateau, 12)]:
    draw = random.Random(seed)
    cases = [json.dumps(plain(make(draw)), separators=(",", ":"), allow_nan=False) for _ in range(CASES)]
    (HERE / f"{name}.json").write_text("[\n" + ",\n".join(cases) + "\n]\n")
