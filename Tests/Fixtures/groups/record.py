"""Writes groups.json: PyTorch's steps where tensors have a rate and a decay of their own.

python record.py, with torch 2.15.0. The loss is sum(c (x - t)^2) / 2 with the numbers of the file.
"""
import json
import math
import os

import torch

SHAPES = [[2, 3], [1, 3], [3, 4], [1, 4]]
STEPS = 40


def numbers(count, shift):
    return [math.sin(1.3 * index + shift) for index in range(count)]


def tensors(values):
    parts, offset = [], 0
    for rows, columns in SHAPES:
        size = rows * columns
        parts.append(values[offset:offset + size].clone().reshape(rows, columns))
        offset += size
    return parts


COUNT = sum(rows * columns for rows, columns in SHAPES)
START = torch.tensor(numbers(COUNT, 0.2), dtype=torch.float64)
CURVATURE = torch.tensor([1.5 + value for value in numbers(COUNT, 1.1)], dtype=torch.float64)
TARGET = torch.tensor([0.5 * value for value in numbers(COUNT, 2.7)], dtype=torch.float64)

# The first tensor has a rate of its own, the third a rate and a decay, the fourth a decay.
GROUPS = [{"lr": 0.003}, {}, {"lr": 0.02, "weight_decay": 0.3}, {"weight_decay": 0.0}]

CASES = [
    ("torch.optim.SGD(lr=0.05, momentum=0.9, weight_decay=0.1)", None),
    ("torch.optim.Adam(lr=0.05, weight_decay=0.1)", None),
    ("torch.optim.AdamW(lr=0.05, weight_decay=0.1)", None),
    ("torch.optim.NAdam(lr=0.05, weight_decay=0.1)", None),
    ("torch.optim.RMSprop(lr=0.01, momentum=0.5, weight_decay=0.1)", None),
    ("torch.optim.Adagrad(lr=0.1, weight_decay=0.1)", None),
    ("torch.optim.AdamW(lr=0.05, weight_decay=0.1)", {"every": 10, "by": 0.5}),
]


def walk(line, schedule):
    values = [torch.nn.Parameter(tensor) for tensor in tensors(START)]
    groups = [{"params": [value], **own} for value, own in zip(values, GROUPS)]
    call = line.replace("(", "(groups, ", 1)
    optimizer = eval(call, {"torch": torch, "groups": groups})
    decay = None
    if schedule:
        decay = torch.optim.lr_scheduler.StepLR(optimizer, schedule["every"], schedule["by"])
    curvature, target = tensors(CURVATURE), tensors(TARGET)
    points = []
    for _ in range(STEPS):
        for value, slope, goal in zip(values, curvature, target):
            value.grad = slope * (value.detach() - goal)
        optimizer.step()
        if decay:
            decay.step()
        points.append(torch.cat([value.detach().reshape(-1) for value in values]).tolist())
    return points


document = {
    "library": "torch", "version": torch.__version__, "shapes": SHAPES, "start": START.tolist(),
    "curvature": CURVATURE.tolist(), "target": TARGET.tolist(), "groups": GROUPS,
    "cases": [
        {"spec": line, "schedule": schedule, "points": [walk(line, schedule)[step] for step in (0, 1, 9, 10, 11, 39)]}
        for line, schedule in CASES
    ],
    "steps": [1, 2, 10, 11, 12, 40],
}
with open(os.path.join(os.path.dirname(__file__), "groups.json"), "w") as file:
    json.dump(document, file)
    file.write("\n")
