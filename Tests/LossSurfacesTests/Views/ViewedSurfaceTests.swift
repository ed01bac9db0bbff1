import LossSurfaces
import ReproducibleMath
import Testing
import YAMLFiles

@Suite struct ViewedSurfaceTests {
  private let bowl: LossSurface

  init() throws {
    bowl = try LossSurface(formula: "x^2 + y^2", domain: [("x", -1...1), ("y", -1...1)])
  }

  private func gradients(
    _ count: Int, of surface: LossSurface, _ view: SurfaceView, at point: [Double]
  ) throws -> [[Double]] {
    var viewed = try #require(surface.seen(through: view))
    return (0..<count).map { _ in
      var gradient = point
      var span = gradient.mutableSpan
      _ = viewed.gradient(at: point.span, into: &span)
      return gradient
    }
  }

  private func mean(_ rows: [[Double]]) -> [Double] {
    rows[0].indices.map { column in rows.reduce(0) { $0 + $1[column] } / Double(rows.count) }
  }

  @Test("Without noise or batches there is nothing to see but the surface")
  func exact() {
    #expect(bowl.seen(through: SurfaceView()) == nil)
    #expect(bowl.seen(through: SurfaceView(batchSize: 7)) == nil)
  }

  @Test(
    "Noise leaves the mean gradient as it is, and a seed gives the same noise again",
    arguments: ["additive:0.5", "multiplicative:0.5", "sparse:0.25"])
  func noise(text: String) throws {
    let noise: SurfaceNoise = try #require(SurfaceNoise(text))
    let view = SurfaceView(noise: noise, seed: 3)
    let rows = try gradients(20_000, of: bowl, view, at: [1, -0.5])
    let mean = mean(rows)
    #expect(abs(mean[0] - 2) < 0.06 && abs(mean[1] + 1) < 0.04, "\(mean)")
    #expect(Set(rows.prefix(50)).count > 1)
    #expect(try gradients(50, of: bowl, view, at: [1, -0.5]) == Array(rows.prefix(50)))
    var other = view
    other.seed = 4
    #expect(try gradients(50, of: bowl, other, at: [1, -0.5]) != Array(rows.prefix(50)))
  }

  @Test("Heavy tails have outliers that normal noise never has")
  func heavyTails() throws {
    let view = SurfaceView(noise: .heavyTailed(0.1))
    let rows = try gradients(20_000, of: bowl, view, at: [0, 0])
    #expect((rows.map { abs($0[0]) }.max() ?? 0) > 3)
    #expect(rows.map { abs($0[0]) }.sorted()[10_000] < 0.12)
  }

  @Test(
    "A text that is no noise is refused",
    arguments: [
      "", "additive", "additive:x", "sparse:0", "sparse:2", "white:1", "additive:-1",
      "additive:inf",
    ])
  func refused(text: String) {
    #expect(SurfaceNoise(text) == nil)
  }

  @Test("An epoch of batches takes every example once, and its mean is the whole gradient")
  func batches() throws {
    let surface = try SurfaceTests.catalog.surface(named: "two-weight-classifier")
    let rows = try gradients(24, of: surface, SurfaceView(batchSize: 5, seed: 1), at: [0.3, -0.7])
    var whole = surface
    let exact = whole.slope(at: [0.3, -0.7])
    for epoch in [rows.prefix(12), rows.suffix(12)] {
      let mean = mean(Array(epoch))
      for (found, wanted) in zip(mean, exact) { #expect(abs(found - wanted) < 1e-13) }
    }
    #expect(rows.prefix(12) != rows.suffix(12))
  }

  @Test("A sample has the loss as its mean, for every surface that has one")
  func samples() throws {
    let surfaces = SurfaceTests.surfaces.filter { $0.sample != nil }
    #expect(surfaces.count >= 5)
    for surface in surfaces {
      var exact = surface
      let point = surface.card.starts[0]
      let count = 40_000
      let rows = try gradients(
        surface.dimension > 10 ? 2_000 : count, of: surface, SurfaceView(), at: point)
      let (found, wanted) = (mean(rows), exact.slope(at: point))
      for index in found.indices {
        let spread = rows.reduce(0) { $0 + ($1[index] - found[index]) * ($1[index] - found[index]) }
        let error = Double.root(spread) / Double(rows.count)
        #expect(abs(found[index] - wanted[index]) <= 5 * error + 1e-12, "\(surface)")
      }
    }
  }

  @Test("A sample's file says what is wrong with it")
  func faults() {
    func message(_ lines: String) -> String {
      let text = "name: N\nformula: x^2\ndomain: {x: [-1, 1]}\nstarts: [[0]]\n" + lines
      do {
        _ = try SurfaceFile.surface(text: text, file: "s.yaml", key: "s")
        return "no error"
      } catch {
        return error.description
      }
    }
    #expect(message("sample: x^2 + p\nrandom: {p: uniform}") == "no error")
    #expect(message("random: {p: uniform}").contains("which is missing"))
    #expect(message("sample: x^2 + q\nrandom: {p: uniform}").contains("unknown name “q”"))
    #expect(message("sample: x^2\nrandom: {x: uniform}").contains("has a meaning already"))
    #expect(message("sample: x^2\nrandom: {p: unifrom}").contains("did you mean uniform"))
    #expect(message("noise: loud").contains("is no noise"))
  }
}
