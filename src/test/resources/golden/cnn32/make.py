"""Makes the arrays of src/main/resources/golden/cnn32: five Adam steps of a small CNN. Keras 3.15.1, TensorFlow 2.21.0, h5py; run in that folder."""

import h5py
import keras
import numpy as np
from keras import layers
from keras.src.legacy.saving import legacy_h5_format

SIDE, BATCH = 32, 12
WEIGHTS = {0: 1.2848, 1: 0.8185}

random = np.random.default_rng(5)
images = random.integers(0, 256, (BATCH, SIDE, SIDE, 3), dtype=np.uint8)
labels = (np.arange(BATCH) % 2).astype("f4").reshape(BATCH, 1)
for i in range(1, BATCH, 2):
    images[i, 8:18, 10:20] = np.maximum(images[i, 8:18, 10:20], 170)

keras.utils.set_random_seed(3)
model = keras.Sequential(
    [keras.Input((SIDE, SIDE, 3))]
    + sum([[layers.Conv2D(c, 3, activation="relu"), layers.MaxPooling2D()] for c in (4, 8)], [])
    + [layers.Flatten(), layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")],
    name="sequential",
)
model.compile(keras.optimizers.Adam(1e-3), "binary_crossentropy")
with h5py.File("initial.h5", "w") as file:
    legacy_h5_format.save_weights_to_hdf5_group(file, model)

pixels = images.astype("f4") / 255
images.tofile("input_u8.bin")
labels.tofile("labels.bin")
model.predict(pixels, verbose=0).ravel().astype("<f4").tofile("initial_probability.bin")
steps = [model.train_on_batch(pixels, labels, class_weight=WEIGHTS) for _ in range(5)]
np.array(steps, "<f4").tofile("loss_per_step.bin")
model.predict(pixels, verbose=0).ravel().astype("<f4").tofile("final_probability.bin")
