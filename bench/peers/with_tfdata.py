"""tf.data decodes. Settings: ordered (false: a batch takes what is ready), fused (map and batch in one operation)."""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow as tf

import files


def decoded(path):
    picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
    picture.set_shape((None, None, 3))
    return tf.cast(tf.image.resize(picture, (files.SIDE, files.SIDE)), tf.uint8)


def open_work(options):
    paths = files.scans(options.data, options.limit)
    ordered = options.settings.get("ordered") != "false"
    data = tf.data.Dataset.from_tensor_slices(paths)
    data = data.map(decoded, num_parallel_calls=options.workers, deterministic=ordered)
    data = data.batch(options.batch).prefetch(2)
    config = tf.data.Options()
    config.threading.private_threadpool_size = options.workers
    config.deterministic = ordered
    data = data.with_options(config)

    def once():
        for _ in data:
            pass

    return {"files": len(paths), "tensorflow": tf.__version__}, once
