"""Keras on TensorFlow. Settings: jit (XLA), step (own: a tf.function of one's own instead of train_on_batch), frozen
(scoring: the graph's variables become constants and TensorFlow's optimiser works on it), onednn (bfloat16 rewrite)."""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import tensorflow as tf

import files


def network(model, head_only):
    """The network with one unit at its end, logits in float32, as ours."""
    last = keras.layers.Dense(1, dtype="float32")
    if model == "cnn":
        blocks = []
        for filters in (32, 64, 128):
            blocks += [keras.layers.Conv2D(filters, 3, activation="relu"), keras.layers.MaxPooling2D()]
        dense = [keras.layers.Flatten(), keras.layers.Dense(512, activation="relu"), keras.layers.Dropout(0.5), last]
        return keras.Sequential([keras.Input((files.SIDE, files.SIDE, 3)), *blocks, *dense])
    base = keras.applications.EfficientNetB0(
        weights=None, include_top=False, pooling="avg", input_shape=(files.SIDE, files.SIDE, 3)
    )
    base.trainable = not head_only
    pictures = keras.Input((files.SIDE, files.SIDE, 3))
    # As Keras' guide to transfer learning has it: a frozen base runs in inference mode.
    pooled = base(pictures, training=False) if head_only else base(pictures)
    return keras.Model(pictures, last(keras.layers.Dropout(0.2)(pooled)))


def flag(options, name):
    return options.settings.get(name) == "true"


def training_step(options, model):
    x, y = tf.constant(files.noise(options.batch)), tf.constant(files.labels(options.batch))
    if options.settings.get("step") != "own":
        loss = keras.losses.BinaryCrossentropy(from_logits=True)
        model.compile(keras.optimizers.Adam(), loss, jit_compile=flag(options, "jit"))
        return lambda: model.train_on_batch(x, y)
    optimizer, loss = keras.optimizers.Adam(), keras.losses.BinaryCrossentropy(from_logits=True)
    optimizer.build(model.trainable_variables)

    @tf.function(jit_compile=flag(options, "jit"))
    def step(x, y):
        with tf.GradientTape() as tape:
            value = loss(y, model(x, training=True))
        gradients = tape.gradient(value, model.trainable_variables)
        optimizer.apply(gradients, model.trainable_variables)
        return value

    return lambda: float(step(x, y))


def scorer(options, model, pictures):
    """From a batch to probabilities, as a compiled function."""

    def forward(x):
        return keras.ops.sigmoid(model(tf.cast(x, tf.float32), training=False))

    if not flag(options, "frozen"):
        return tf.function(forward, jit_compile=flag(options, "jit"), reduce_retracing=False)
    from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

    concrete = tf.function(forward).get_concrete_function(tf.TensorSpec(pictures.shape, pictures.dtype))
    frozen = convert_variables_to_constants_v2(concrete)
    return lambda x: frozen(x)[0]


def decoded(path):
    picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
    picture.set_shape((None, None, 3))
    return tf.image.resize(picture, (files.SIDE, files.SIDE))


def job(options, model):
    paths = files.scans(options.data, options.limit)
    score = scorer(options, model, tf.zeros((options.batch, files.SIDE, files.SIDE, 3)))
    worklist = files.Worklist()
    if flag(options, "opencv"):
        loader = files.Batches(paths, options.batch, options.workers)

        def once():
            scores = [score(tf.constant(batch, tf.float32)).numpy()[:rows, 0] for batch, rows in loader]
            worklist.write(paths, [float(p) for part in scores for p in part])

        return len(paths), once
    full = paths + paths[:1] * (-len(paths) % options.batch)  # so that every batch is full and nothing is traced anew
    data = tf.data.Dataset.from_tensor_slices(full)
    data = data.map(decoded, num_parallel_calls=tf.data.AUTOTUNE).batch(options.batch).prefetch(tf.data.AUTOTUNE)

    def once():
        scores = [score(batch).numpy()[:, 0] for batch in data]
        worklist.write(paths, [float(p) for part in scores for p in part][: len(paths)])

    return len(paths), once


def open_work(options):
    if "threads" in options.settings:
        tf.config.threading.set_intra_op_parallelism_threads(int(options.settings["threads"]))
    if flag(options, "onednn"):
        tf.config.optimizer.set_experimental_options({"auto_mixed_precision_onednn_bfloat16": True})
    elif options.precision == "bfloat16":
        keras.mixed_precision.set_global_policy("mixed_bfloat16")
    model = network(options.model, options.kind == "head")
    trainable = sum(int(w.shape.num_elements()) for w in network_weights(model))
    facts = {"trainable": trainable, "keras": keras.__version__, "tensorflow": tf.__version__}
    if options.kind == "score":
        x = tf.constant(files.noise(options.batch))
        score = scorer(options, model, x)
        return facts, lambda: score(x).numpy()
    if options.kind == "job":
        facts["files"], once = job(options, model)
        return facts, once
    step = training_step(options, model)
    if not options.epochs:
        return facts, step

    def stage():
        for _ in range(options.batches * options.epochs):
            step()

    return facts, stage


def network_weights(model):
    """All that training may change, whether or not this work does."""
    names = ("moving_mean", "moving_variance", "mean", "variance", "count", "seed_generator_state")
    return [w for w in model.weights if w.name not in names]
