"""Learning rates and momenta over time: python schedules.py FILE.

For two groups, the rate of each and, if there is one, the momentum of the first. The rates are those in force at each time, before the
scheduler's step. Groups start from 0.4 and 0.05, and from momentum 0.9.
"""

import math
import warnings

import torch
from torch.optim import lr_scheduler as s
from torch.optim.swa_utils import SWALR

import recorded

warnings.simplefilter("ignore")
LIFE = 60


def optimizer(momentum=0.9):
    one, two = torch.zeros(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    return torch.optim.SGD([{"params": [one], "lr": 0.4}, {"params": [two], "lr": 0.05}], momentum=momentum)


def seen(opt):
    return [group["lr"] for group in opt.param_groups] + [opt.param_groups[0]["momentum"]]


def life(make, length=LIFE):
    opt = optimizer()
    scheduler = make(opt)
    rows = []
    for _ in range(length):
        rows.append(seen(opt))
        opt.step()
        scheduler.step()
    return rows


def metric(kind, t):
    return {"falls": 1 / (1 + t), "waves": 1 + 0.3 * math.sin(0.7 * t) - 0.002 * t, "flat": 1.0, "rises": 0.1 * t,
            "steps": 1 - 0.05 * (t // 7), "gaps": math.nan if t % 5 == 3 else 1 / (1 + 0.1 * t)}[kind]


def plateau(arguments, kind):
    opt = optimizer()
    scheduler = s.ReduceLROnPlateau(opt, **arguments)
    rows = []
    for t in range(LIFE):
        scheduler.step(metric(kind, t))
        rows.append(seen(opt))
    return rows


SIMPLE = {
    "StepLR": ["step_size=3", "step_size=1, gamma=0.9", "step_size=7, gamma=0.5", "step_size=100, gamma=0.5", "step_size=10, gamma=1.5"],
    "MultiStepLR": ["milestones=[5, 20]", "milestones=[3, 3, 10], gamma=0.5", "milestones=[1, 2, 3, 40], gamma=0.7", "milestones=[100]",
                    "milestones=[30, 10], gamma=2.0"],
    "ConstantLR": ["", "factor=0.5", "factor=0.25, total_iters=20", "factor=1.0, total_iters=1", "total_iters=100"],
    "LinearLR": ["", "start_factor=0.1", "start_factor=0.5, end_factor=0.2, total_iters=30", "start_factor=1.0, end_factor=0.0, total_iters=40",
                 "start_factor=0.25, total_iters=1", "start_factor=0.01, end_factor=0.9, total_iters=100"],
    "ExponentialLR": ["gamma=0.9", "gamma=0.5", "gamma=1.0", "gamma=1.05", "gamma=0.999"],
    "PolynomialLR": ["", "total_iters=30", "total_iters=30, power=2.0", "total_iters=10, power=0.5", "total_iters=100, power=3.0",
                     "total_iters=1"],
    "CosineAnnealingLR": ["T_max=10", "T_max=7, eta_min=0.01", "T_max=59", "T_max=1", "T_max=100, eta_min=0.02", "T_max=2"],
    "CosineAnnealingWarmRestarts": ["T_0=5", "T_0=3, T_mult=2", "T_0=4, T_mult=3, eta_min=0.01", "T_0=1", "T_0=100, eta_min=0.02",
                                    "T_0=1, T_mult=2"],
    "CyclicLR": ["base_lr=0.01, max_lr=0.1, step_size_up=5", "base_lr=0.01, max_lr=0.1, step_size_up=5, step_size_down=10",
                 'base_lr=0.01, max_lr=0.1, step_size_up=4, mode="triangular2"',
                 'base_lr=0.01, max_lr=0.1, step_size_up=6, mode="exp_range", gamma=0.95',
                 "base_lr=0.01, max_lr=0.1, step_size_up=5, cycle_momentum=False",
                 "base_lr=0.01, max_lr=0.1, step_size_up=3, step_size_down=1, base_momentum=0.5, max_momentum=0.99",
                 "base_lr=0.001, max_lr=1.0",
                 'base_lr=0.01, max_lr=0.1, step_size_up=4, step_size_down=8, mode="triangular2", base_momentum=0.7'],
    "OneCycleLR": ["total_steps=60", "total_steps=60, pct_start=0.5", 'total_steps=60, anneal_strategy="linear"',
                   "total_steps=60, cycle_momentum=False", "total_steps=60, base_momentum=0.6, max_momentum=0.9",
                   "total_steps=60, div_factor=10.0", "total_steps=60, final_div_factor=100.0", "total_steps=60, three_phase=True",
                   'total_steps=60, pct_start=0.25, three_phase=True, anneal_strategy="linear", div_factor=5.0, final_div_factor=50.0',
                   "total_steps=97, pct_start=0.4", "total_steps=10, pct_start=0.2", "epochs=6, steps_per_epoch=10"],
    "SWALR": ["swa_lr=0.1", "swa_lr=0.1, anneal_epochs=20", 'swa_lr=0.1, anneal_strategy="linear"', "swa_lr=0.02, anneal_epochs=0",
              'swa_lr=0.5, anneal_epochs=1, anneal_strategy="linear"', "swa_lr=0.05, anneal_epochs=100"],
}
CLASSES = {**vars(s), "SWALR": SWALR}
PLATEAU = ["", "patience=2", "factor=0.5, patience=1", "patience=1, threshold=0.1", 'patience=2, threshold=0.05, threshold_mode="abs"',
           "patience=1, cooldown=3", "patience=0, factor=0.5, min_lr=0.01", 'mode="max", patience=2',
           'mode="max", patience=1, threshold=0.02, threshold_mode="abs", cooldown=2', "patience=0, factor=0.9, eps=0.01"]
# What PyTorch refuses.
REFUSED = {
    "ConstantLR": ["factor=1.5", "factor=-0.1"],
    "LinearLR": ["start_factor=0.0", "start_factor=1.5", "end_factor=1.5", "end_factor=-0.1"],
    "CosineAnnealingWarmRestarts": ["T_0=0", "T_0=-1", "T_0=3, T_mult=0"],
    "OneCycleLR": ["total_steps=0", "total_steps=-5", "total_steps=10, pct_start=1.5", "total_steps=10, pct_start=-0.5"],
    "SWALR": ["swa_lr=0.1, anneal_epochs=-1"],
    "ReduceLROnPlateau": ["factor=1.0", "factor=1.5"],
}
LAMBDAS = {"0.95 ** t": lambda t: 0.95**t, "1 / (1 + t)": lambda t: 1 / (1 + t), "1 + sin t": lambda t: 1 + math.sin(t),
           "t > 10": lambda t: 0.1 if t > 10 else 1.0}
CUSTOM = {"cycle": ("cycle", lambda c: 1 / c), "iterations": ("iterations", lambda t: 0.99**t)}
# Compositions are written as [milestones] and a list of schedules, joined by +.
PARTS = ["StepLR(step_size=4, gamma=0.5)", "MultiStepLR(milestones=[3, 9], gamma=0.5)", "ConstantLR(factor=0.5, total_iters=6)",
         "LinearLR(start_factor=0.2, total_iters=8)", "ExponentialLR(gamma=0.93)", "PolynomialLR(total_iters=12, power=2.0)",
         "CosineAnnealingLR(T_max=6, eta_min=0.01)", "CosineAnnealingWarmRestarts(T_0=4, T_mult=2)", "LambdaLR(1 / (1 + t))",
         "MultiplicativeLR(0.95 ** t)", "SWALR(swa_lr=0.1, anneal_epochs=5)"]


def arguments(text):
    return eval("dict(" + text + ")")


def one(name, text):
    if name == "OneCycleLR":
        return lambda opt: s.OneCycleLR(opt, max_lr=[0.4, 0.05], **arguments(text))
    return lambda opt: CLASSES[name](opt, **arguments(text))


def part(text):
    name, rest = text[:-1].split("(", 1)
    if rest in LAMBDAS:
        return lambda opt: CLASSES[name](opt, LAMBDAS[rest])
    return one(name, rest)


def sequence(texts, milestones):
    return lambda opt: s.SequentialLR(opt, [part(text)(opt) for text in texts], milestones)


def chain(texts):
    return lambda opt: s.ChainedScheduler([part(text)(opt) for text in texts])


def refusal(name, text):
    try:
        s.ReduceLROnPlateau(optimizer(), **arguments(text)) if name == "ReduceLROnPlateau" else one(name, text)(optimizer())
    except ValueError:
        return [[1.0]]
    return [[0.0]]


def cases():
    for name, texts in REFUSED.items():
        for text in texts:
            yield f"{name}|{text}|refuses", refusal(name, text)
    for name, texts in SIMPLE.items():
        for text in texts:
            length = 97 if "97" in text else 10 if "total_steps=10," in text else LIFE
            yield f"{name}|{text}", life(one(name, text), length)
    for text, function in LAMBDAS.items():
        yield f"LambdaLR|{text}", life(lambda opt: s.LambdaLR(opt, function))
        yield f"MultiplicativeLR|{text}", life(lambda opt: s.MultiplicativeLR(opt, function))
    for text, (mode, function) in CUSTOM.items():
        yield f"CyclicLR|base_lr=0.01, max_lr=0.1, step_size_up=5, scale={text}", life(
            lambda opt: s.CyclicLR(opt, 0.01, 0.1, step_size_up=5, scale_fn=function, scale_mode=mode))
    for text in PLATEAU:
        for kind in ("falls", "waves", "flat", "rises", "steps", "gaps"):
            yield f"ReduceLROnPlateau|{text}|{kind}", plateau(arguments(text), kind)
    for i, first in enumerate(PARTS):
        for k, second in enumerate(PARTS):
            yield f"SequentialLR|{first} + {second}|[9]", life(sequence([first, second], [9]))
            if i < k:
                yield f"ChainedScheduler|{first} + {second}", life(chain([first, second]))
    for i in range(len(PARTS) - 2):
        three = PARTS[i : i + 3]
        yield f"SequentialLR|{' + '.join(three)}|[5, 17]", life(sequence(three, [5, 17]))
        yield f"ChainedScheduler|{' + '.join(three)}", life(chain(three))


recorded.write(cases())
