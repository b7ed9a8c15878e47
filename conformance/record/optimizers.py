"""Thirty steps of PyTorch's optimizers: python optimizers.py FILE.

The parameters after each step, for problems that rows/Problems.java poses again. Lion, which PyTorch lacks, is written
after algorithm 2 of Chen et al. (2023).
"""

import torch

import recorded

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
STEPS = 30


def wave(size, pace, *shape, start=1.0):
    count = 1
    for n in shape:
        count *= n
    return torch.tensor(recorded.wave(size, pace, count, start)).reshape(shape)


def valley():
    """Rosenbrock's, twice, with a slope of 10 in place of 100."""
    p = torch.tensor([[-1.2, 1.0], [0.5, -0.5]])
    return [p], lambda x: ((1 - x[0][:, 0]) ** 2 + 10 * (x[0][:, 1] - x[0][:, 0] ** 2) ** 2).sum()


def quadratic():
    p = wave(2, 0.8, 5)
    scale = torch.tensor([0.1, 1.0, 3.0, 10.0, 30.0])
    return [p], lambda x: 0.5 * (scale * x[0] * x[0]).sum()


def cube():
    p = wave(1.5, 1.1, 2, 3, 2)
    target = wave(1, 0.6, 2, 3, 2)
    return [p], lambda x: ((x[0] - target) ** 2).mean()


def network():
    start = [wave(0.7, 0.9, 3, 2), wave(0.2, 1.7, 3), wave(0.6, 1.3, 1, 3), wave(0.1, 1, 1)]
    x, y = wave(1.2, 0.7, 8, 2), wave(0.8, 1.9, 8, 1)
    return start, lambda p: ((torch.tanh(x @ p[0].T + p[1]) @ p[2].T + p[3] - y) ** 2).mean()


def logistic():
    x = wave(1.5, 1.3, 10, 3)
    y = (wave(1, 2.9, 10, 1) > 0).to(x.dtype)

    def loss(p):
        z = x.to(p[0].dtype) @ p[0].T + p[1]
        return (torch.log(1 + torch.exp(z)) - y.to(z.dtype) * z).mean()

    return [wave(0.4, 1.1, 1, 3), wave(0.3, 1, 1)], loss


def held(problem):
    """The problem with a penalty on large parameters, so that it has a lowest point not far away."""
    start, loss = problem()
    return start, lambda p: loss(p) + 0.1 * sum((x * x).sum() for x in p)


PROBLEMS = {"valley": valley, "quadratic": quadratic, "network": network, "logistic": logistic}


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0, maximize=False):
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay, "maximize": maximize})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            one, two = group["betas"]
            for p in group["params"]:
                g = -p.grad if group["maximize"] else p.grad
                state = self.state[p]
                m = state.get("exp_avg", torch.zeros_like(p))
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.add_(torch.sign(one * m + (1 - one) * g), alpha=-group["lr"])
                state["exp_avg"] = two * m + (1 - two) * g


def orthogonal(grad, coefficients, steps, eps):
    """Muon's Newton-Schulz iteration in the gradient's own type; PyTorch rounds to bfloat16."""
    a, b, c = coefficients
    x = grad.T if grad.size(0) > grad.size(1) else grad
    x = x / x.norm().clamp(min=eps)
    for _ in range(steps):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.T if grad.size(0) > grad.size(1) else x


torch.optim._muon._zeropower_via_newtonschulz = orthogonal

S, A = "weight_decay=0.1", "betas=(0.8, 0.95)"
MATCH = 'adjust_lr_fn="match_rms_adamw"'
WOLFE = 'line_search_fn="strong_wolfe"'
# The arguments of each optimizer, in the words of Python; the first are also run in single precision.
OPTIONS = {
    "SGD": ["lr=0.02", "lr=0.01, momentum=0.9", "lr=0.01, momentum=0.9, dampening=0.3", "lr=0.01, momentum=0.8, nesterov=True",
            "lr=0.02, weight_decay=0.1", "lr=0.01, momentum=0.9, dampening=0.3, weight_decay=0.1",
            "lr=0.01, momentum=0.9, weight_decay=0.1, nesterov=True", "lr=0.02, momentum=0.5, maximize=True"],
    "Adam": ["lr=0.05", "lr=0.05, " + A, "lr=0.05, eps=0.1", "lr=0.05, weight_decay=0.1", "lr=0.1, betas=(0.5, 0.6), amsgrad=True",
             "lr=0.05, maximize=True", "lr=0.05, betas=(0.8, 0.95), eps=0.001, weight_decay=0.1, amsgrad=True, maximize=True"],
    "AdamW": ["lr=0.05", "lr=0.05, " + A, "lr=0.05, eps=0.1", "lr=0.05, weight_decay=0", "lr=0.1, betas=(0.5, 0.6), amsgrad=True",
              "lr=0.05, maximize=True", "lr=0.05, betas=(0.8, 0.95), eps=0.001, weight_decay=0.2, amsgrad=True, maximize=True"],
    "NAdam": ["lr=0.05", "lr=0.05, " + A, "lr=0.05, eps=0.1", "lr=0.05, weight_decay=0.1", "lr=0.05, momentum_decay=0.1",
              "lr=0.05, weight_decay=0.1, decoupled_weight_decay=True", "lr=0.05, maximize=True",
              "lr=0.02, betas=(0.8, 0.95), eps=0.001, weight_decay=0.2, momentum_decay=0.01, decoupled_weight_decay=True, maximize=True"],
    "RAdam": ["lr=0.05", "lr=0.05, " + A, "lr=0.05, eps=0.1", "lr=0.05, weight_decay=0.1",
              "lr=0.05, weight_decay=0.1, decoupled_weight_decay=True", "lr=0.05, maximize=True",
              "lr=0.05, betas=(0.8, 0.95), eps=0.001, weight_decay=0.2, decoupled_weight_decay=True, maximize=True",
              "lr=0.05, betas=(0.9, 0.5)"],
    "Adamax": ["lr=0.05", "lr=0.05, " + A, "lr=0.05, eps=0.1", "lr=0.05, weight_decay=0.1", "lr=0.05, maximize=True",
               "lr=0.05, betas=(0.8, 0.95), eps=0.001, weight_decay=0.2, maximize=True"],
    "Adagrad": ["lr=0.1", "lr=0.1, lr_decay=0.05", "lr=0.1, weight_decay=0.1", "lr=0.1, initial_accumulator_value=0.5",
                "lr=0.1, eps=0.1", "lr=0.1, maximize=True",
                "lr=0.2, lr_decay=0.01, weight_decay=0.2, initial_accumulator_value=0.1, eps=0.001, maximize=True"],
    "Adadelta": ["lr=1.0", "lr=0.5, rho=0.7", "lr=1.0, eps=0.001", "lr=1.0, weight_decay=0.1", "lr=1.0, maximize=True",
                 "lr=0.8, rho=0.8, eps=0.0001, weight_decay=0.2, maximize=True"],
    "RMSprop": ["lr=0.01", "lr=0.01, alpha=0.8", "lr=0.01, eps=0.1", "lr=0.01, weight_decay=0.1", "lr=0.01, momentum=0.9",
                "lr=0.01, centered=True", "lr=0.01, maximize=True",
                "lr=0.01, alpha=0.9, eps=0.001, weight_decay=0.2, momentum=0.5, centered=True, maximize=True"],
    "Rprop": ["lr=0.01", "lr=0.05, etas=(0.3, 1.5)", "lr=0.05, step_sizes=(0.01, 0.1)", "lr=0.01, maximize=True",
              "lr=0.02, etas=(0.4, 1.3), step_sizes=(0.001, 0.2), maximize=True"],
    "ASGD": ["lr=0.02", "lr=0.02, lambd=0.1", "lr=0.02, lambd=0.1, alpha=0.5", "lr=0.02, t0=10", "lr=0.02, weight_decay=0.1",
             "lr=0.02, maximize=True", "lr=0.02, lambd=0.05, alpha=0.6, t0=5, weight_decay=0.2, maximize=True"],
    "Adafactor": ["lr=0.1", "lr=0.05, beta2_decay=-0.5", "lr=0.1, eps=(1e-3, 0.1)", "lr=0.5, d=2.0", "lr=0.1, weight_decay=0.1",
                  "lr=0.1, maximize=True", "lr=0.3, beta2_decay=-0.6, eps=(1e-6, 0.01), d=1.5, weight_decay=0.2, maximize=True"],
    "Lion": ["lr=0.01", "lr=0.01, " + A, "lr=0.01, weight_decay=0.1", "lr=0.01, maximize=True"],
    "Muon": ["lr=0.02", "lr=0.02, weight_decay=0", "lr=0.02, momentum=0.8", "lr=0.02, nesterov=False", "lr=0.02, ns_steps=3",
             "lr=0.02, ns_coefficients=(2.0, -1.5, 0.5)", "lr=0.02, eps=1.0", "lr=0.02, " + MATCH],
    "LBFGS": ["lr=0.2, max_iter=1", "lr=0.1, max_iter=2", "lr=0.1, max_iter=3, max_eval=2", "lr=0.1, max_iter=2, tolerance_grad=0.05",
              "lr=0.1, max_iter=2, tolerance_change=0.01", "lr=0.05, max_iter=1, history_size=3",
              "lr=1, max_iter=2, " + WOLFE, "lr=0.5, max_iter=2, max_eval=4, " + WOLFE,
              "lr=1, max_iter=2, history_size=2, " + WOLFE, "lr=1, max_iter=3, tolerance_change=0.01, " + WOLFE],
}
CLASSES = {**vars(torch.optim), "Lion": Lion}
# What happens before step 11: the rate is halved; the momentum changes; both groups have options of their own.
GROUPED = ["SGD", "Adam", "AdamW", "NAdam", "RAdam", "Adamax", "Adagrad", "Adadelta", "RMSprop", "Rprop", "ASGD", "Adafactor", "Lion"]
CYCLED = ["SGD", "Adam", "AdamW", "NAdam", "RAdam", "Adamax", "RMSprop", "Lion", "Muon"]
# What PyTorch refuses.
REFUSED = {
    "SGD": ["momentum=-0.1", "weight_decay=-1", "nesterov=True", "momentum=0.9, dampening=0.1, nesterov=True"],
    "Adam": ["betas=(1.0, 0.9)", "betas=(0.9, 1.0)", "betas=(-0.1, 0.9)", "eps=-1", "weight_decay=-1"],
    "AdamW": ["betas=(1.0, 0.9)", "betas=(0.9, 1.0)", "eps=-1", "weight_decay=-1"],
    "NAdam": ["betas=(1.0, 0.9)", "betas=(0.9, 1.0)", "eps=-1", "weight_decay=-1", "momentum_decay=-1"],
    "RAdam": ["betas=(1.0, 0.9)", "betas=(0.9, 1.0)", "eps=-1", "weight_decay=-1"],
    "Adamax": ["betas=(1.0, 0.9)", "betas=(0.9, 1.0)", "eps=-1", "weight_decay=-1"],
    "Adagrad": ["lr_decay=-1", "weight_decay=-1", "initial_accumulator_value=-1", "eps=-1"],
    "Adadelta": ["rho=1.5", "rho=-0.1", "eps=-1", "weight_decay=-1"],
    "RMSprop": ["eps=-1", "momentum=-1", "weight_decay=-1", "alpha=-1"],
    "Rprop": ["etas=(0.5, 0.9)", "etas=(1.1, 1.2)", "etas=(-0.1, 1.2)"],
    "ASGD": ["weight_decay=-1"],
    "Adafactor": ["beta2_decay=0.5", "eps=(-1, 0.1)", "eps=(1e-3, -1)", "d=0.5", "weight_decay=-1"],
    "Muon": ["momentum=-1", "weight_decay=-1"],
    "LBFGS": [],
}


def arguments(text):
    return eval("dict(" + text + ")")


def run(name, problem, texts, event="", single=False):
    start, loss = problem()
    if single:
        start = [p.float() for p in start]
    params = [p.clone().requires_grad_() for p in start]
    trained = [p for p in params if name != "Muon" or p.dim() == 2]
    options = [arguments(text) for text in texts]
    sign = -1 if options[0].get("maximize") else 1
    groups = [{"params": trained[:1]}, {"params": trained[1:], **options[1]}] if len(options) == 2 else trained
    optimizer = CLASSES[name](groups, **options[0])

    def closure():
        optimizer.zero_grad()
        value = sign * loss(params)
        value.backward()
        return value

    rows = []
    for step in range(STEPS):
        if step == 10 and event == "lr":
            for group in optimizer.param_groups:
                group["lr"] /= 2
        if step == 10 and event == "momentum":
            for group in optimizer.param_groups:
                if "betas" in group:
                    group["betas"] = (0.6, group["betas"][1])
                else:
                    group["momentum"] = 0.6
        if name == "LBFGS":
            optimizer.step(closure)
        else:
            closure()
            optimizer.step()
        rows.append([float(x) for p in params for x in p.detach().reshape(-1)])
    return rows


def refusal(name, text):
    try:
        CLASSES[name]([torch.ones(1, 1, requires_grad=True)], **arguments(text))
    except ValueError:
        return [[1.0]]
    return [[0.0]]


def cases():
    for name, texts in REFUSED.items():
        for text in ["lr=-1"] + ["lr=0.1, " + text for text in texts]:
            yield f"{name}|{text}||refuses", refusal(name, text)
    for name, all_options in OPTIONS.items():
        problems = dict(PROBLEMS)
        if name == "Muon":
            del problems["quadratic"]
        if name == "Adafactor":
            problems["cube"] = cube
        if name == "LBFGS":
            problems = {"valley": valley, "quadratic": quadratic, "held network": lambda: held(network),
                        "held logistic": lambda: held(logistic)}
        for text in all_options:
            for problem, pose in problems.items():
                yield f"{name}|{text}|{problem}|F64", run(name, pose, [text])
        for problem in ("quadratic", "logistic"):
            if problem in problems and name not in ("LBFGS", "Rprop"):
                for text in all_options:
                    yield f"{name}|{text}|{problem}|F32", run(name, problems[problem], [text], single=True)
        if name != "LBFGS":
            yield f"{name}|{all_options[0]}|network|lr", run(name, network, [all_options[0]], "lr")
        if name in CYCLED:
            text = all_options[4 if name == "RMSprop" else 1]
            yield f"{name}|{text}|network|momentum", run(name, network, [text], "momentum")
        if name in GROUPED:
            both = [all_options[0], all_options[3 if name == "Adamax" else 2]]
            yield f"{name}|{both[0]} and {both[1]}|network|groups", run(name, network, both)


recorded.write(cases())
