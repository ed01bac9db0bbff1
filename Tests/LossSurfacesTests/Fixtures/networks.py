"""Writes networks.csv: losses and gradients of the surfaces that data make, computed with numpy.

Run from the root of the repository: python3 Tests/LossSurfacesTests/Fixtures/networks.py
Needs numpy. One line a surface: key, loss, gradient at the point whose i-th weight is 0.3 sin(i).
"""

import csv
import gzip
from pathlib import Path

import numpy

HERE = Path(__file__).parent


def examples(name, target):
    with gzip.open(f"datasets/{name}.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    names = [key for key in rows[0] if key != target]
    features = numpy.array([[float(row[key]) for key in names] for row in rows])
    features = (features - features.mean(0)) / features.std(0)
    return features, [row[target] for row in rows]


def one_hot(labels):
    classes = sorted(set(labels))
    return numpy.array([[float(label == name) for name in classes] for label in labels])


def regression(features, targets, kind, l2):
    count, inputs = features.shape
    outputs = targets.shape[1]
    weights = 0.3 * numpy.sin(numpy.arange(1, (inputs + 1) * outputs + 1))
    matrix, bias = weights[: inputs * outputs].reshape(inputs, outputs), weights[inputs * outputs :]
    scores = features @ matrix + bias
    if kind == "squares":
        loss, slope = ((scores - targets) ** 2).mean(), 2 * (scores - targets) / scores.size
    elif kind == "logistic":
        chance = 1 / (1 + numpy.exp(-scores))
        loss = -(targets * numpy.log(chance) + (1 - targets) * numpy.log(1 - chance)).mean()
        slope = (chance - targets) / count
    else:
        chance = numpy.exp(scores - scores.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        loss, slope = -(targets * numpy.log(chance)).sum() / count, (chance - targets) / count
    loss += l2 * (matrix**2).sum()
    gradient = features.T @ slope + 2 * l2 * matrix
    return loss, numpy.concatenate([gradient.ravel(), slope.sum(0)])


def lines():
    features, targets = examples("diabetes", "progression")
    targets = numpy.array([[float(target)] for target in targets])
    yield "least-squares", *regression(features, targets, "squares", 0)
    features, labels = examples("breast-cancer", "diagnosis")
    yield "logistic-regression", *regression(features, one_hot(labels)[:, 1:], "logistic", 0.001)
    features, labels = examples("iris", "species")
    yield "softmax-regression", *regression(features, one_hot(labels), "softmax", 0.001)


if __name__ == "__main__":
    text = [",".join([key, repr(float(loss)), *(repr(float(g)) for g in gradient)])
            for key, loss, gradient in lines()]
    (HERE / "networks.csv").write_text("\n".join(text) + "\n")
