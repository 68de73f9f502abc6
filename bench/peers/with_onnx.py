"""ONNX Runtime on a network exported from PyTorch. Settings: threads, optimization (basic, extended, all), int8 (static
quantisation, calibrated on noise: for its speed only), spin (false: its threads sleep between operators), batch (dynamic)."""
import os
import tempfile
import warnings

warnings.filterwarnings("ignore")

import numpy
import onnxruntime
import torch

import files
import with_torch

LEVELS = {
    "basic": onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC,
    "extended": onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
    "all": onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL,
}


class Probability(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x):
        return torch.sigmoid(self.model(x))


def exported(options, model, example):
    path = os.path.join(tempfile.mkdtemp(prefix="peers"), "peer.onnx")
    shapes = ({0: torch.export.Dim("batch")},) if options.settings.get("batch") == "dynamic" else None
    torch.onnx.export(
        model.eval(), (example,), path, dynamo=True, external_data=False, verbose=False, dynamic_shapes=shapes
    )
    return quantized(path, example) if options.settings.get("int8") == "true" else path


def quantized(path, example):
    from onnxruntime import quantization
    from onnxruntime.quantization.shape_inference import quant_pre_process

    class Noise(quantization.CalibrationDataReader):
        def __init__(self, name):
            self.left = [{name: example.numpy()} for _ in range(4)]

        def get_next(self):
            return self.left.pop() if self.left else None

    name = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).get_inputs()[0].name
    ready, target = path + ".ready.onnx", path + ".int8.onnx"
    quant_pre_process(path, ready, skip_symbolic_shape=True)
    quantization.quantize_static(ready, target, Noise(name), per_channel=True, reduce_range=False)
    return target


def session(options, path):
    config = onnxruntime.SessionOptions()
    config.intra_op_num_threads = int(options.settings.get("threads", os.cpu_count()))
    config.graph_optimization_level = LEVELS[options.settings.get("optimization", "all")]
    config.log_severity_level = 3
    if options.settings.get("spin") == "false":
        config.add_session_config_entry("session.intra_op.allow_spinning", "0")
    opened = onnxruntime.InferenceSession(path, config, providers=["CPUExecutionProvider"])
    name = opened.get_inputs()[0].name
    return lambda x: opened.run(None, {name: x})[0]


def open_work(options):
    torch.set_num_threads(1)
    model = with_torch.network(options.model)
    facts = {
        "trainable": sum(p.numel() for p in model.parameters()),
        "onnxruntime": onnxruntime.__version__,
        "torch": torch.__version__,
    }
    if options.kind == "score":
        x = numpy.ascontiguousarray(files.noise(options.batch).transpose(0, 3, 1, 2))
        run = session(options, exported(options, Probability(model), torch.from_numpy(x)))
        return facts, lambda: run(x)
    if options.kind != "job":
        raise SystemExit("ONNX Runtime for Python scores only")
    example = torch.zeros((options.batch, files.SIDE, files.SIDE, 3), dtype=torch.uint8)
    run = session(options, exported(options, with_torch.FromBytes(model, options.model == "efficientnet"), example))
    return with_torch.job(options, facts, lambda x: torch.from_numpy(run(x.numpy())))
