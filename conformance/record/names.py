"""Lists what PyTorch offers: python names.py > ../src/main/resources/kierkegrad/conformance/recorded/names.txt"""

import inspect

import torch
import torch.nn as nn
import torch.optim as optim
import torch.optim.lr_scheduler as lr_scheduler

# Not for users, or the same layer whose sizes are found at the first batch.
BASES = {"Module", "Container", "CrossMapLRN2d", "DataParallel", "Optimizer", "LRScheduler", "Adam_",
         "RNNBase", "RNNCellBase", "NLLLoss2d"}

# Other layouts, types and devices, and what a tensor library on the JVM has no use for.
OTHER = ("_", "is_", "fft", "sparse", "quantize", "sym_", "to_", "set_", "get_", "from", "conj", "resolve", "result_type",
         "can_cast", "promote", "view_as", "real", "imag", "angle", "complex", "polar", "sspaddmm", "smm", "hspmm", "dsmm", "as_", "empty",
         "default_generator", "frombuffer", "asarray", "fake", "dequantize", "int_repr", "hash_tensor", "saddmm", "hsmm", "spmm",
         "fork", "wait", "import_ir", "init_num", "merge_type", "parse_", "unify_", "native_", "unsafe_")


def offered(module, kind):
    for name, thing in sorted(vars(module).items()):
        wanted = not name.startswith(("_", "Lazy")) and name not in BASES
        if wanted and kind(thing) and getattr(thing, "__module__", "").startswith(("torch.nn", "torch.optim")):
            yield name


def is_layer(thing):
    return inspect.isclass(thing) and issubclass(thing, nn.Module)


print("# Names of PyTorch", torch.__version__.split("+")[0], "by record/names.py")
for name in offered(nn, is_layer):
    print("torch.nn." + name)
for name in offered(optim, inspect.isclass):
    print("torch.optim." + name)
for name in offered(lr_scheduler, inspect.isclass):
    print("torch.optim.lr_scheduler." + name)
for name in offered(nn.init, inspect.isfunction):
    if name.endswith("_") or name == "calculate_gain":
        print("torch.nn.init." + name)
# What has documentation of its own is for users; no in-place twins, and no copies of views.
for name, thing in sorted(vars(torch).items()):
    if inspect.isbuiltin(thing) and thing.__doc__ and not name.startswith(OTHER) and not name.endswith(("_", "_copy")):
        print("torch." + name)
for name in ["einsum", "meshgrid", "norm", "unique", "unique_consecutive", "cdist", "tensordot", "cartesian_prod", "block_diag",
             "split", "stft", "broadcast_tensors", "atleast_1d", "atleast_2d", "atleast_3d", "chain_matmul", "lu"]:
    print("torch." + name)
for name in ["cholesky", "solve_triangular", "solve", "inv", "det", "slogdet", "qr", "svd", "eigh", "eig", "lstsq", "pinv", "matrix_norm",
             "vector_norm", "matrix_rank", "cond", "matrix_power", "matrix_exp", "multi_dot", "lu", "lu_factor", "householder_product"]:
    print("torch.linalg." + name)
