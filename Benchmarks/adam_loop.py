"""Steps a second of a plain C loop of Adam on a million floats, compiled with `cc -O3 -march=native`."""

import pathlib
import subprocess
import tempfile

SOURCE = r"""
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void step(float *restrict x, const float *restrict g, float *restrict m, float *restrict v, long n, int t) {
  const float b1 = 0.9f, b2 = 0.999f, epsilon = 1e-8f;
  const float rate = (float)(0.001 / (1 - pow(0.9, t)));
  const float root = (float)sqrt(1 - pow(0.999, t));
  for (long i = 0; i < n; i++) {
    m[i] = b1 * m[i] + (1 - b1) * g[i];
    v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i];
    x[i] -= rate * m[i] / (sqrtf(v[i]) / root + epsilon);
  }
}

int main(void) {
  const long n = 1000000;
  const int steps = 40;
  float *x = malloc(4 * n), *g = malloc(4 * n), *m = calloc(n, 4), *v = calloc(n, 4);
  for (long i = 0; i < n; i++) { x[i] = i % 1000 / 1000.0f - 0.5f; g[i] = i % 777 / 7770.0f - 0.05f; }
  double fastest = 1e30;
  int t = 0;
  for (int stretch = 0; stretch < 6; stretch++) {
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (int k = 0; k < steps; k++) step(x, g, m, v, n, ++t);
    clock_gettime(CLOCK_MONOTONIC, &b);
    double seconds = b.tv_sec - a.tv_sec + 1e-9 * (b.tv_nsec - a.tv_nsec);
    if (seconds < fastest) fastest = seconds;
  }
  printf("adam-loop %f steps/s %g\n", steps / fastest, (double)x[1]);
}
"""

with tempfile.TemporaryDirectory() as folder:
    source, program = pathlib.Path(folder, "adam.c"), pathlib.Path(folder, "adam")
    source.write_text(SOURCE)
    # -fno-math-errno is what lets sqrtf be a vector instruction.
    options = ["-O3", "-march=native", "-fno-math-errno"]
    subprocess.run(["cc", *options, str(source), "-o", str(program), "-lm"], check=True)
    print(subprocess.run([str(program)], check=True, capture_output=True, text=True).stdout, end="")
