"""Averaged models: python averaging.py FILE.

The state of an averaged model after each of ten updates by a model whose numbers change along waves, and after its
running statistics were made anew. The clipping of gradients needs no recording.
"""

import torch
import torch.nn as nn
from torch.optim import swa_utils

import recorded

torch.set_default_dtype(torch.float64)
FUNCTIONS = {"default": {}, "swa": {"avg_fn": swa_utils.get_swa_avg_fn()}, "swa multi": {"multi_avg_fn": swa_utils.get_swa_multi_avg_fn()}}
for decay in (0.0, 0.5, 0.9, 0.999, 1.0):
    FUNCTIONS[f"ema {decay}"] = {"avg_fn": swa_utils.get_ema_avg_fn(decay)}
    FUNCTIONS[f"ema multi {decay}"] = {"multi_avg_fn": swa_utils.get_ema_multi_avg_fn(decay)}


def model():
    return nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.Tanh(), nn.Linear(3, 2), nn.BatchNorm1d(2, momentum=None))


def wave(size, pace, shape, start):
    count = 1
    for n in shape:
        count *= n
    return torch.tensor(recorded.wave(size, pace, count, start)).reshape(shape)


def fill(module, t):
    with torch.no_grad():
        for k, value in enumerate(module.state_dict().values()):
            if value.is_floating_point():
                value.copy_(1.5 + wave(1, 0.7 + 0.1 * k, value.shape, t))
            else:
                value.fill_(3 * t)


def numbers(module):
    return [float(x) for value in module.state_dict().values() for x in value.reshape(-1)]


def cases():
    for name, functions in FUNCTIONS.items():
        for buffers in (False, True):
            if buffers and name == "swa multi":
                continue  # PyTorch refuses the integer buffer
            source = model()
            averaged = swa_utils.AveragedModel(source, use_buffers=buffers, **functions)
            rows = []
            for t in range(10):
                fill(source, t)
                averaged.update_parameters(source)
                rows.append(numbers(averaged))
            yield f"AveragedModel|{name}|{'buffers' if buffers else 'parameters'}", rows
    for batches in (1, 2, 5):
        for rows_each in (2, 3, 7):
            module = model()
            fill(module, 1)
            swa_utils.update_bn([wave(1.3, 0.9, (rows_each, 2), 1 + b) for b in range(batches)], module)
            yield f"update_bn|{batches}|{rows_each}", [numbers(module)]


recorded.write(cases())
