import DataSets
import ReproducibleMath
import Testing

@Suite struct GeneratorTests {
  @Test(
    "Each generator draws what it was asked for, the same for the same seed",
    arguments: DataSource.generators.map { $0.name })
  func catalogue(name: String) throws {
    let source = try DataSource("\(name)(count: 40, noise: 0.3)")
    let set: DataSet<Double> = try source.load(folder: "", seed: 7)
    #expect(set.name == name && set.count == 40)
    #expect(set.features.allSatisfy { $0.isFinite })
    #expect(try source.load(folder: "", seed: 7) == set)
    #expect(try source.load(folder: "", seed: 8, as: Double.self).features != set.features)
    if let labels = set.targets.labels {
      #expect(Set(labels).count == set.targets.names.count)
    }
  }

  @Test("Without noise, xor is the truth table")
  func exclusiveOr() throws {
    let set: DataSet<Double> = try DataSource("xor(count: 4, noise: 0)").load(folder: "")
    #expect(set.features == [-1, -1, 1, -1, -1, 1, 1, 1])
    #expect(set.targets.labels == [0, 1, 1, 0])
  }

  @Test("Without noise, circles have their radius and moons lie on theirs")
  func roundShapes() throws {
    let circles: DataSet<Double> = try DataSource("circles(noise: 0, factor: 0.25)").load(
      folder: "")
    let moons: DataSet<Double> = try DataSource("moons(noise: 0)").load(folder: "")
    for index in 0..<circles.count {
      let circle = Array(circles.row(index)), moon = Array(moons.row(index))
      let radius = circle[0] * circle[0] + circle[1] * circle[1]
      #expect(abs(radius - (index & 1 == 0 ? 1 : 0.0625)) < 1e-12)
      let (x, y) = index & 1 == 0 ? (moon[0], moon[1]) : (1 - moon[0], 0.5 - moon[1])
      #expect(abs(x * x + y * y - 1) < 1e-12 && y >= 0)
    }
  }

  @Test("Parameters of a generator's own are taken, unknown ones are answered with the known")
  func parameters() throws {
    let set: DataSet<Double> = try DataSource("spirals(arms=3, turns: 2)").load(folder: "")
    #expect(set.targets.names == ["A", "B", "C"])
    let error = #expect(throws: DataError.self) { try DataSource("moons(nois: 0.1)") }
    #expect(error?.description.contains("count, noise") == true)
    for text in ["moons(noise)", "moons(count: 0)", "moons(count: 2", "moons(noise: nan)"] {
      #expect(throws: DataError.self) { try DataSource(text) }
    }
  }

  @Test("The teacher's targets follow from its inputs")
  func teacher() throws {
    let quiet: DataSet<Double> = try DataSource("teacher(noise: 0, count: 50)").load(folder: "")
    let targets = try #require(quiet.targets.numbers)
    #expect(targets.contains { $0 > 0.2 } && targets.contains { $0 < -0.2 })
    #expect(quiet.featureCount == 4)
  }
}
