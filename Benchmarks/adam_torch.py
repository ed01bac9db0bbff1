"""Steps a second of torch.optim.Adam(foreach=True) on a million float32 weights, one thread."""

import time

import torch

torch.set_num_threads(1)
count, steps = 1_000_000, 40
weights = (torch.arange(count) % 1000 / 1000 - 0.5).reshape(1000, 1000).requires_grad_()
weights.grad = (torch.arange(count) % 777 / 7770 - 0.05).reshape(1000, 1000)
optimizer = torch.optim.Adam([weights], foreach=True)
fastest = float("inf")
for _ in range(6):
    start = time.perf_counter()
    for _ in range(steps):
        optimizer.step()
    fastest = min(fastest, time.perf_counter() - start)
print(f"adam-torch-foreach {steps / fastest} steps/s")
