"""Draws with torch.nn.init and random: python init.py > ../src/main/resources/kierkegrad/conformance/recorded/init.txt

Of each tensor the shape, the type, the sum of `bits * (2654435761 * i + 1)` modulo 2**64, which sees every bit and every place, and the sum
of `x * (i % 7 + 1)`, for where bits may differ.
"""

import torch
import torch.nn as nn
import torch.nn.init as init

SEEDS = [0, 1, 42, 2**40 + 5, -7]
SHAPES = [(3, 2), (4, 4), (5, 7), (8, 3, 3, 5)]


def show(name, seed, x):
    flat = x.detach().contiguous().view(-1)
    wide = flat.dtype in (torch.float64, torch.int64)
    bits = flat.view(torch.int64) if wide else flat.view(torch.int32).long()
    total = (bits * (torch.arange(flat.numel()) * 2654435761 + 1)).sum().item() & (2**64 - 1)
    weighed = (flat.double() * (torch.arange(flat.numel()) % 7 + 1)).sum().item()
    print(f"{name}|{seed}|{'x'.join(map(str, x.shape))}|{str(x.dtype)[6:]}|{total:016x}|{weighed!r}")


DRAWS = {
    "uniform_": lambda x: init.uniform_(x, -0.37, 1.9),
    "normal_": lambda x: init.normal_(x, 0.3, 1.7),
    "xavier_uniform_": lambda x: init.xavier_uniform_(x, 1.5),
    "xavier_normal_": lambda x: init.xavier_normal_(x, 1.5),
    "kaiming_uniform_": lambda x: init.kaiming_uniform_(x),
    "kaiming_uniform_ fan_out tanh": lambda x: init.kaiming_uniform_(x, mode="fan_out", nonlinearity="tanh"),
    "kaiming_normal_": lambda x: init.kaiming_normal_(x, nonlinearity="relu"),
    "kaiming_normal_ fan_out 0.2": lambda x: init.kaiming_normal_(x, a=0.2, mode="fan_out"),
    "trunc_normal_": lambda x: init.trunc_normal_(x),
    "trunc_normal_ tail": lambda x: init.trunc_normal_(x, 0.5, 0.8, 0.9, 1.4),
    "rand": lambda x: torch.rand(x.shape, dtype=x.dtype),
    "randn": lambda x: torch.randn(x.shape, dtype=x.dtype),
    "bernoulli": lambda x: x.bernoulli_(0.3),
    "exponential_": lambda x: x.exponential_(1.3),
    "dropout": lambda x: nn.functional.dropout(torch.ones_like(x), 0.3),
    "alone": lambda x: [torch.randn(3), torch.rand(1), x.normal_()][2],
}

for name, draw in DRAWS.items():
    for seed in SEEDS:
        for shape in SHAPES:
            for dtype in (torch.float32, torch.float64):
                torch.manual_seed(seed)
                show(name, seed, draw(torch.empty(shape, dtype=dtype)))

for seed in SEEDS:
    for shape in ((4, 4), (5, 7)):
        for dtype in (torch.float32, torch.float64):
            torch.manual_seed(seed)
            show("sparse_", seed, init.sparse_(torch.empty(shape, dtype=dtype), 0.3, 0.02))
    for n in (0, 1, 2, 17, 1000):
        torch.manual_seed(seed)
        show("randperm", seed, torch.randperm(n))
    for bound in (1, 10, 2**28 - 1, 2**28, 2**40 + 3):
        torch.manual_seed(seed)
        show(f"randint {bound}", seed, torch.randint(-3, bound - 3, (5, 4)))
    for n, replacement in ((1, True), (1, False), (4, True), (4, False)):
        torch.manual_seed(seed)
        p = torch.tensor([[0.1, 3, 0.4, 1.7, 0, 0.9], [2, 0.3, 0.2, 0.1, 1, 5]])
        show(f"multinomial {n} {replacement}", seed, torch.multinomial(p, n, replacement=replacement))

LAYERS = {
    "Linear(3, 2)": lambda: nn.Linear(3, 2),
    "Linear(20, 30)": lambda: nn.Linear(20, 30),
    "Linear(20, 30, bias=False)": lambda: nn.Linear(20, 30, bias=False),
    "Conv1d(6, 4, 3)": lambda: nn.Conv1d(6, 4, 3),
    "Conv2d(4, 6, 3)": lambda: nn.Conv2d(4, 6, 3),
    "Conv2d(4, 6, 3, groups=2)": lambda: nn.Conv2d(4, 6, 3, groups=2),
    "Conv3d(2, 3, 2)": lambda: nn.Conv3d(2, 3, 2),
    "ConvTranspose1d(6, 4, 3)": lambda: nn.ConvTranspose1d(6, 4, 3),
    "ConvTranspose2d(4, 6, 3, groups=2)": lambda: nn.ConvTranspose2d(4, 6, 3, groups=2),
    "ConvTranspose3d(2, 3, 2)": lambda: nn.ConvTranspose3d(2, 3, 2),
    "Embedding(3, 4)": lambda: nn.Embedding(3, 4),
    "Embedding(10, 7)": lambda: nn.Embedding(10, 7),
    "Embedding(10, 7, padding_idx=2)": lambda: nn.Embedding(10, 7, padding_idx=2),
    "EmbeddingBag(10, 7)": lambda: nn.EmbeddingBag(10, 7),
    "Bilinear(3, 4, 5)": lambda: nn.Bilinear(3, 4, 5),
    "PReLU(3)": lambda: nn.PReLU(3),
    "RNN(3, 5)": lambda: nn.RNN(3, 5),
    "LSTM(3, 5)": lambda: nn.LSTM(3, 5),
    "LSTM(3, 5, 2, bidirectional=True)": lambda: nn.LSTM(3, 5, 2, bidirectional=True),
    "LSTM(3, 5, proj_size=2)": lambda: nn.LSTM(3, 5, proj_size=2),
    "GRU(3, 5, 2)": lambda: nn.GRU(3, 5, 2),
    "RNNCell(3, 5)": lambda: nn.RNNCell(3, 5),
    "LSTMCell(3, 5)": lambda: nn.LSTMCell(3, 5),
    "GRUCell(3, 5)": lambda: nn.GRUCell(3, 5),
    "MultiheadAttention(8, 2)": lambda: nn.MultiheadAttention(8, 2),
    "MultiheadAttention(8, 2, bias=False)": lambda: nn.MultiheadAttention(8, 2, bias=False),
    "MultiheadAttention(8, 2, kdim=3, vdim=5)": lambda: nn.MultiheadAttention(8, 2, kdim=3, vdim=5),
    "MultiheadAttention(8, 2, add_bias_kv=True)": lambda: nn.MultiheadAttention(8, 2, add_bias_kv=True),
    "TransformerEncoderLayer(8, 2, 16)": lambda: nn.TransformerEncoderLayer(8, 2, 16),
    "TransformerDecoderLayer(8, 2, 16)": lambda: nn.TransformerDecoderLayer(8, 2, 16),
    "TransformerEncoder(2 layers)": lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2),
    "Transformer(8, 2, 1, 1, 16)": lambda: nn.Transformer(8, 2, 1, 1, 16),
    "LayerNorm(4)": lambda: nn.LayerNorm(4),
    "BatchNorm2d(4)": lambda: nn.BatchNorm2d(4),
}

for name, make in LAYERS.items():
    for seed in SEEDS:
        torch.manual_seed(seed)
        for part, x in make().named_parameters():
            show(f"{name} {part}", seed, x)
