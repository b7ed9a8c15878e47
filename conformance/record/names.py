"""Lists what PyTorch offers: python names.py > ../src/main/resources/kierkegrad/conformance/recorded/names.txt"""

import inspect

import torch
import torch.nn as nn
import torch.optim as optim
import torch.optim.lr_scheduler as lr_scheduler

print("# Names of PyTorch", torch.__version__.split("+")[0], "by record/names.py")

bases = {"Module", "Container", "CrossMapLRN2d", "DataParallel", "LazyModuleMixin"}
for name in sorted(nn.modules.__all__):
    # Lazy layers are the same layers whose sizes are found at the first batch.
    if inspect.isclass(getattr(nn, name)) and name not in bases and not name.startswith("Lazy"):
        print("torch.nn." + name)

for module, label in [(optim, "torch.optim"), (lr_scheduler, "torch.optim.lr_scheduler")]:
    for name, thing in sorted(vars(module).items()):
        if inspect.isclass(thing) and thing.__module__.startswith("torch.optim") and not name.startswith("_"):
            if name not in {"Optimizer", "LRScheduler", "Adam_"}:
                print(label + "." + name)

for name in sorted(dir(nn.init)):
    if name.endswith("_") and not name.startswith("_") or name == "calculate_gain":
        print("torch.nn.init." + name)

# Functions of tensors that are documented for users: no in-place twins, internals, or other layouts, devices and types.
skipped = ("_", "cudnn", "miopen", "fbgemm", "mkldnn", "quantize", "q_", "fake_", "is_", "sym_", "segment", "choose", "to_", "sparse", "resolve", "set_", "get_", "native_", "batch_norm_", "fused", "conj", "result", "int_repr", "dequantize", "unsafe", "nuclear", "rnn_", "lstm", "gru", "empty", "from", "as", "view", "slice_", "select_scatter", "diagonal_scatter", "align", "can_cast", "promote", "compiled", "initial", "import", "init", "use", "seed", "manual", "autocast", "clear", "fork", "wait", "merge", "parse", "unify", "cond", "while", "vmap", "load", "save", "typename", "compile", "classproperty", "export", "finfo", "constant_pad", "hann", "hamming", "kaiser", "blackman", "bartlett", "fft", "stft", "istft", "polar", "complex", "real", "imag", "angle", "view_", "isreal", "is", "imag", "sgn", "affine", "cudnn", "grid", "embedding_renorm", "instance", "group", "layer_norm", "rms_norm", "batch_norm", "conv", "max_pool", "avg_pool", "adaptive", "ctc_loss", "alpha", "feature", "dropout", "rrelu", "relu", "prelu", "celu", "selu", "hardshrink", "threshold", "embedding", "bilinear", "channel_shuffle", "native", "pixel", "pairwise", "cosine", "hinge", "kl_div", "margin", "poisson", "triplet", "binary_cross", "pdist", "detach", "clone", "copy", "dsplit", "ccol", "crow", "col_ind", "row_ind", "indices", "values", "lobpcg", "pca", "svd", "norm_except", "cholesky_inverse", "dist")
for name in sorted(dir(torch)):
    thing = getattr(torch, name)
    if inspect.isbuiltin(thing) and not name.startswith(skipped) and not name.endswith("_") and name.islower():
        print("torch." + name)
