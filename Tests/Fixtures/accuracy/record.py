"""Trains the networks of accuracy.json with PyTorch: python record.py DATA-FOLDER > accuracy.json

Every fifth example is held out. Features are standardized over the others (digits / 16, MNIST / 255),
targets of regressions too. Five seeds decide PyTorch's own first weights and order of batches.
"""
import csv, gzip, json, sys
import numpy as np
import torch
import torch.nn as nn

torch.set_num_threads(2)
DATA = sys.argv[1]
CATEGORIES = ["Reason for absence", "Month of absence", "Day of the week", "Seasons", "Education"]
# name, target, hidden units, epochs, batch size, learning rate
SETS = [
    ("wine", "cultivar", [32], 60, 32, 3e-3),
    ("breast-cancer", "diagnosis", [32], 40, 32, 1e-3),
    ("digits", "digit", [32], 30, 32, 3e-3),
    ("mnist-10k", None, [256, 128], 5, 32, 1e-3),
    ("diabetes", "progression", [16], 60, 32, 1e-3),
    ("absenteeism", "Absenteeism time in hours", [32], 30, 32, 1e-3),
]


def table(name, target):
    with open(f"{DATA}/{name}.csv", newline="") as file:
        rows = list(csv.reader(file))
    header, rows = rows[0], [row for row in rows[1:] if row]
    column = header.index(target)
    features = []
    for index, title in enumerate(header):
        if index == column or title == "ID":
            continue
        values = [float(row[index]) for row in rows]
        if title in CATEGORIES:
            features += [[float(v == c) for v in values] for c in sorted(set(values))]
        else:
            features.append(values)
    return np.array(features).T, [row[column] for row in rows]


def load(name, target):
    if target is None:
        images = gzip.open(f"{DATA}/mnist-10k-images-idx3-ubyte.gz").read()
        labels = gzip.open(f"{DATA}/mnist-10k-labels-idx1-ubyte.gz").read()
        x = np.frombuffer(images, np.uint8, offset=16).reshape(-1, 784) / 255
        return x, np.frombuffer(labels, np.uint8, offset=8).astype(np.int64), True
    x, y = table(name, target)
    if name in ("diabetes", "absenteeism"):
        return x, np.array([float(v) for v in y]), False
    names = sorted(set(y), key=lambda v: (float(v) if v.replace(".", "").isdigit() else 0, v))
    return x, np.array([names.index(v) for v in y]), True


def train(x, y, classes, held, seed, hidden, epochs, batch, rate):
    torch.manual_seed(seed)
    outputs = int(y.max()) + 1 if classes else 1
    if outputs == 2:
        outputs = 1
    sizes = [x.shape[1]] + hidden
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), nn.ReLU()]
    model = nn.Sequential(*layers, nn.Linear(sizes[-1], outputs))
    if not classes:
        loss = nn.MSELoss()
    else:
        loss = nn.BCEWithLogitsLoss() if outputs == 1 else nn.CrossEntropyLoss()
    flat = not classes or outputs == 1
    features = torch.tensor(x, dtype=torch.float32)
    targets = torch.tensor(y, dtype=torch.float32 if flat else torch.int64)
    rows = torch.tensor(np.flatnonzero(~held))
    optimizer = torch.optim.Adam(model.parameters(), rate)
    for _ in range(epochs):
        order = rows[torch.randperm(len(rows))]
        for start in range(0, len(order), batch):
            part = order[start:start + batch]
            optimizer.zero_grad()
            out = model(features[part])
            loss(out[:, 0] if flat else out, targets[part]).backward()
            optimizer.step()
    with torch.no_grad():
        out = model(features[torch.tensor(np.flatnonzero(held))])
    if not classes:
        return out[:, 0].numpy()
    guess = (out[:, 0] > 0).long() if flat else out.argmax(1)
    return float((guess.numpy() == y[held]).mean())


def main():
    result = []
    for name, target, hidden, epochs, batch, rate in SETS:
        x, y, classes = load(name, target)
        held = np.arange(len(y)) % 5 == 0
        raw = y
        if name == "digits":
            x = x / 16
        elif name != "mnist-10k":
            mean, deviation = x[~held].mean(0), x[~held].std(0)
            x = (x - mean) / np.where(deviation > 0, deviation, 1)
        entry = {"dataSet": name, "hidden": hidden, "epochs": epochs, "batchSize": batch,
                 "learningRate": rate, "optimizer": f"torch.optim.Adam(lr={rate})"}
        if classes:
            entry["accuracies"] = [
                train(x, y, True, held, s, hidden, epochs, batch, rate) for s in range(5)]
        else:
            center, size = y[~held].mean(), y[~held].std()
            y = (y - center) / size

            def error(guess):
                return float(np.sqrt(np.mean((guess * size + center - raw[held]) ** 2)))

            entry["errors"] = [
                error(train(x, y, False, held, s, hidden, epochs, batch, rate)) for s in range(5)]
            design = np.hstack([x, np.ones((len(y), 1))])
            weights = np.linalg.lstsq(design[~held], y[~held], rcond=None)[0]
            entry["linearError"] = error(design[held] @ weights)
            entry["meanError"] = error(np.zeros(held.sum()))
        print(name, entry.get("accuracies", entry.get("errors")), file=sys.stderr)
        result.append(entry)
    print(json.dumps({"torch": torch.__version__, "sets": result}, indent=1))


main()
