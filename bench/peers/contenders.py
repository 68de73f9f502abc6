"""What is compared: the works, and who does them in which setting.

`chosen` says whether a setting takes part in every run. The others run with --tried. README.md says what the choice
rests on.
"""
from dataclasses import dataclass, field

OURS = "sulcus"
LINEAR, ANTIALIASED = "linear", "antialiased"


@dataclass(frozen=True)
class Work:
    name: str
    kind: str
    model: str = "efficientnet"
    batch: int = 32
    batches: int = 0
    epochs: int = 0
    images: int = 0  # pictures that one call sees; 0: as many as there are files
    percentiles: tuple = (50,)
    least: int = 3  # calls in a turn, at least
    modes: tuple = ("float32", "best")
    wanted: float = 0  # the ratio that is aimed at; 0 where none is

    def arguments(self, data, limit, workers):
        given = {"kind": self.kind, "model": self.model, "batch": self.batch}
        given |= {"batches": self.batches, "epochs": self.epochs, "workers": workers}
        if self.kind in ("decode", "job"):
            given |= {"data": data, "limit": limit}
        return [word for name, value in given.items() for word in ("--" + name, str(value))]


@dataclass(frozen=True)
class Contender:
    program: str
    precision: str = "float32"
    settings: dict = field(default_factory=dict)
    chosen: bool = True
    pixels: str = ""  # decode only: how a picture shrinks

    def may_stand(self, mode):
        """Whether it may be its program's entry in a mode. int8 changes the answers, so it never may."""
        if mode == "best":
            return self.precision != "int8"
        return mode in (self.precision, self.pixels)

    @property
    def label(self):
        words = [self.program] if self.precision == "none" else [self.program, self.precision]
        return " ".join(words + [f"{name}={value}" for name, value in self.settings.items()])


def training(name, model, kind="train", batches=0, epochs=0, least=3):
    return Work(name, kind, model, 32, batches, epochs, 32 * max(1, batches * epochs), least=least)


WORKS = [
    training("cnn-train", "cnn"),
    training("efficientnet-train", "efficientnet"),
    training("efficientnet-head-step", "efficientnet", "head"),
    training("efficientnet-head-stage", "efficientnet", "head", batches=2, epochs=4, least=1),
    Work("cnn-score-32", "score", "cnn", 32, images=32),
    Work("efficientnet-score-32", "score", "efficientnet", 32, images=32),
    Work("cnn-score-1", "score", "cnn", 1, images=1, percentiles=(50, 99), least=100),
    Work("efficientnet-score-1", "score", "efficientnet", 1, images=1, percentiles=(50, 99), least=100),
    Work("decode", "decode", least=5, modes=(LINEAR, ANTIALIASED, "best")),
    Work("job", "job", least=1),
]

FLOAT, BFLOAT = "float32", "bfloat16"


def cuda_works(small):
    """What is compared on a card, the most telling first: time may end before the list does."""
    large, middle = (8, 4) if small else (256, 128)
    return [
        Work("efficientnet-train", "train", "efficientnet", middle, images=middle, wanted=1.0),
        Work("efficientnet-score", "score", "efficientnet", large, images=large, wanted=1.0),
        Work("job", "job", batch=min(128, large), least=1, wanted=1.5),
        Work("cnn-train", "train", "cnn", middle, images=middle),
        Work("efficientnet-score-1", "score", "efficientnet", 1, images=1, percentiles=(50, 99), least=100),
    ]


def _ours():
    return [Contender(OURS, FLOAT), Contender(OURS, BFLOAT)]


def _our_scoring():
    """Both engines: fused primitives, and TensorFlow's session, which has float32 alone."""
    return [
        Contender(OURS, FLOAT, {"engine": "FUSED"}),
        Contender(OURS, BFLOAT, {"engine": "FUSED"}),
        Contender(OURS, FLOAT, {"engine": "TENSORFLOW"}),
    ]


def _training():
    return [
        Contender("keras", FLOAT),
        Contender("keras", FLOAT, {"jit": "true"}, chosen=False),
        Contender("keras", FLOAT, {"step": "own"}, chosen=False),
        Contender("keras", BFLOAT),
        Contender("keras", BFLOAT, {"jit": "true"}, chosen=False),
        Contender("keras", BFLOAT, {"onednn": "true"}, chosen=False),
        Contender("torch", FLOAT),
        Contender("torch", FLOAT, {"compile": "default"}),
        Contender("torch", BFLOAT),
        Contender("torch", BFLOAT, {"compile": "default"}),
    ]


def _scoring():
    return [
        Contender("keras", FLOAT, {"frozen": "true"}),
        Contender("keras", FLOAT, chosen=False),
        Contender("keras", FLOAT, {"jit": "true"}),
        Contender("keras", BFLOAT, {"frozen": "true"}, chosen=False),
        Contender("keras", BFLOAT, {"jit": "true"}, chosen=False),
        Contender("keras", BFLOAT, {"frozen": "true", "onednn": "true"}),
        Contender("torch", FLOAT, {"compile": "default", "freezing": "true"}),
        Contender("torch", FLOAT, chosen=False),
        Contender("torch", FLOAT, {"compile": "max-autotune", "freezing": "true"}, chosen=False),
        Contender("torch", BFLOAT, {"compile": "default"}, chosen=False),
        Contender("torch", BFLOAT, {"compile": "default", "freezing": "true"}),
        Contender("torch", BFLOAT, {"compile": "default", "freezing": "true", "cast": "weights"}),
        Contender("onnx", FLOAT),
        Contender("onnx", FLOAT, {"optimization": "extended"}, chosen=False),
        Contender("onnx", FLOAT, {"spin": "false"}, chosen=False),
        Contender("onnx", FLOAT, {"batch": "dynamic"}, chosen=False),
        Contender("onnx", "int8", {"int8": "true"}, chosen=False),
    ]


def _decoding():
    """Antialiased: every pixel of the file counts. Linear: at most four around each place do, whatever the shrinking."""

    def one(program, pixels, chosen=True, **settings):
        return Contender(program, "none", settings, chosen, pixels)

    return [
        one(OURS, ANTIALIASED),
        one(OURS, LINEAR, resampling="LINEAR"),
        one(OURS, "reduced", resampling="LINEAR", decoding="REDUCED"),
        one("opencv", LINEAR),
        one("opencv", ANTIALIASED, interpolation="area"),
        one("opencv", "reduced", reduced="true"),
        one("opencv", LINEAR, chosen=False, copy="true"),
        one("tfdata", LINEAR),
        one("tfdata", LINEAR, chosen=False, ordered="false"),
        one("pillow", ANTIALIASED),
        one("pillow", "reduced", draft="true"),
        one("pillow", "reduced", chosen=False, draft="true", workers="processes"),
    ]


def cuda_contenders(work, device):
    """Everyone for one work on a card, ours first; on a processor, where this is for a look, float32 uncompiled."""
    best = {"compile": "reduce-overhead"}
    card = device == "cuda"
    if work.kind == "train":
        # On a card time is short: the narrow type stands for ours, as it does for theirs.
        return [Contender(OURS, FLOAT, chosen=not card), Contender(OURS, BFLOAT, chosen=card)] + [
            Contender(OURS, BFLOAT, {"resident": "on"}, chosen=card),
            Contender("torch", BFLOAT, best, chosen=card),
            Contender("torch", FLOAT, {}, chosen=not card),
            Contender("torch", BFLOAT, {}, chosen=False),
            Contender("torch", BFLOAT, {"compile": "max-autotune"}, chosen=False),
            Contender("torch", FLOAT, best, chosen=False),
        ]
    ways = [{}] if work.kind == "score" else [{"decoder": "host"}]
    if work.kind == "job" and card:
        ways.append({"decoder": "gpu"})
    mine = [Contender(OURS, p, way, chosen=card or p == FLOAT) for p in (FLOAT, BFLOAT) for way in ways]
    frozen = best | {"freezing": "true", "cast": "weights"}
    theirs = [
        Contender("torch", BFLOAT, frozen, chosen=card),
        Contender("torch", BFLOAT, {"cast": "weights"}, chosen=card),
        Contender("torch", FLOAT, {}, chosen=not card),
        Contender("torch", BFLOAT, frozen | {"compile": "max-autotune"}, chosen=False),
        Contender("torch", FLOAT, best | {"freezing": "true"}, chosen=False),
    ]
    if work.kind == "job" and card:
        return mine + theirs + [Contender("torch", BFLOAT, {"cast": "weights", "decoder": "nvjpeg"})]
    return mine + theirs


def contenders(work):
    """Everyone for one work, ours first."""
    if work.kind in ("train", "head"):
        return _ours() + _training()
    if work.kind == "score":
        return _our_scoring() + _scoring()
    if work.kind == "decode":
        return _decoding()
    return [
        Contender(OURS, p, {"engine": "FUSED"} | how) for how in ({}, {"resampling": "LINEAR"}) for p in (FLOAT, BFLOAT)
    ] + [
        Contender(OURS, FLOAT, {"engine": "TENSORFLOW"}, chosen=False),
        Contender("onnx", FLOAT),
        Contender("keras", FLOAT, {"frozen": "true"}),
        Contender("keras", FLOAT, {"frozen": "true", "opencv": "true"}, chosen=False),
        Contender("keras", BFLOAT, {"frozen": "true", "onednn": "true"}),
        Contender("torch", FLOAT, {"compile": "default", "freezing": "true"}),
        Contender("torch", BFLOAT, {"compile": "default", "freezing": "true"}),
    ]
