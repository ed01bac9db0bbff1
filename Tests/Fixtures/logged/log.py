"""Logs the weights of a small network on two moons, as a training script of PyTorch would (2.15.0)."""

import pathlib

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
generator = torch.Generator().manual_seed(0)
angle = torch.pi * torch.rand(200, generator=generator)
side = (torch.arange(200) % 2).double()
x = torch.stack([torch.cos(angle), torch.sin(angle)], 1) * (1 - 2 * side[:, None])
x = x + side[:, None] * torch.tensor([1.0, 0.5]) + 0.1 * torch.randn(200, 2, generator=generator)

RULES = {
    "sgd": lambda parameters: torch.optim.SGD(parameters, lr=0.5),
    "momentum": lambda parameters: torch.optim.SGD(parameters, lr=0.1, momentum=0.9),
    "adam": lambda parameters: torch.optim.Adam(parameters, lr=0.03),
}
for name, rule in RULES.items():
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(2, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
    optimizer = rule(model.parameters())
    log = [torch.nn.utils.parameters_to_vector(model.parameters()).tolist()]
    for step in range(120):
        optimizer.zero_grad()
        torch.nn.functional.binary_cross_entropy_with_logits(model(x)[:, 0], side).backward()
        optimizer.step()
        log.append(torch.nn.utils.parameters_to_vector(model.parameters()).tolist())
    np.save(pathlib.Path(__file__).parent / f"{name}.npy", np.array(log, dtype=np.float32))
