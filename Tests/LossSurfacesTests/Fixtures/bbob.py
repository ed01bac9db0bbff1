"""What differs between the instances of the BBOB suite, from COCO's own random numbers.

N. Hansen, S. Finck, R. Ros and A. Auger, INRIA RR-6829 (2009). Shares nothing with the Swift sources.
"""

import math

MODULUS = 2**31 - 1


def uniform(count, seed):
    state = max(1, abs(seed))
    places = [0] * 32
    for step in reversed(range(40)):
        state = 16807 * state % MODULUS
        if step < 32:
            places[step] = state
    current, numbers = places[0], []
    for _ in range(count):
        state = 16807 * state % MODULUS
        place = current // 67108865
        current, places[place] = places[place], state
        numbers.append(current / MODULUS or 1e-99)
    return numbers


def normal(count, seed):
    numbers = uniform(2 * count, seed)
    return [
        math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * v) or 1e-99
        for u, v in zip(numbers[:count], numbers[count:])
    ]


def rotation(size, seed):
    numbers = normal(size * size, seed)
    columns = []
    for index in range(size):
        column = numbers[index * size : (index + 1) * size]
        for other in columns:
            part = sum(a * b for a, b in zip(column, other))
            column = [a - part * b for a, b in zip(column, other)]
        length = math.sqrt(sum(a * a for a in column))
        columns.append([a / length for a in column])
    return [list(row) for row in zip(*columns)]


def order(numbers):
    return sorted(range(len(numbers)), key=lambda index: numbers[index])


class Instance:
    def __init__(self, function, instance, dimension):
        self.function, self.dimension = function, dimension
        self.seed = {4: 3, 18: 17}.get(function, function) + 10_000 * instance
        self.second = self.seed + 1_000_000

    @property
    def level(self):
        quotient = normal(1, self.seed)[0] / normal(1, self.seed + 1)[0]
        return min(1000, max(-1000, math.floor(100 * 100 * quotient + 0.5) / 100))

    def tables(self):
        n = self.dimension
        numbers = uniform(n, self.second if self.function == 12 else self.seed)
        tables = {
            "shift": [8 * math.floor(1e4 * u) / 1e4 - 4 or -1e-5 for u in numbers],
            "R": rotation(n, self.second),
            "Q": rotation(n, self.seed),
            "uniform": uniform(n, self.seed),
            "normal": normal(n, self.seed),
        }
        if self.function in (21, 22):
            tables.update(self.peaks())
        return tables

    def peaks(self):
        n, is_many = self.dimension, self.function == 21
        count, width = (101, 10) if is_many else (21, 9.8)
        conditions = [math.sqrt(1000) if is_many else 1000]
        conditions += [1000 ** (k / (count - 2)) for k in order(uniform(count - 1, self.seed))]
        stiffness = [
            [condition ** (k / (n - 1) - 0.5) for k in order(uniform(n, self.seed + 1000 * peak))]
            for peak, condition in enumerate(conditions)
        ]
        numbers, turn = uniform(n * count, self.seed), rotation(n, self.seed)
        places = []
        for peak in range(count):
            place = [width * u - width / 2 for u in numbers[peak * n : (peak + 1) * n]]
            scale = 0.8 if peak == 0 else 1
            places.append([scale * sum(a * b for a, b in zip(row, place)) for row in turn])
        heights = [10] + [1.1 + k / (count - 2) * 8 for k in range(count - 1)]
        return {"place": places, "stiffness": stiffness, "height": heights}
