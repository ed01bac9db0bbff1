import DataSets
import Foundation
import LossSurfaces
import Networks
import Testing
import YAMLFiles

@Suite struct ModelSurfaceTests {
  @Test("Regressions have the loss and the gradient that another program computes")
  func published() throws {
    let path = "Tests/LossSurfacesTests/Fixtures/networks.csv"
    let lines = try String(contentsOf: URL(filePath: path), encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 3)
    for line in lines {
      let fields = line.split(separator: ",")
      let numbers = fields.dropFirst().compactMap { Double($0) }
      var surface = try SurfaceTests.catalog.surface(named: String(fields[0]))
      try #require(surface.dimension == numbers.count - 1)
      let point = (1...surface.dimension).map { 0.3 * sin(Double($0)) }
      var gradient = point
      var span = gradient.mutableSpan
      let loss = surface.gradient(at: point.span, into: &span)
      #expect(abs(loss - numbers[0]) <= 1e-12 * abs(numbers[0]), "\(surface)")
      let scale = gradient.map(abs).max() ?? 0
      for (found, wanted) in zip(gradient, numbers.dropFirst()) {
        #expect(abs(found - wanted) <= 1e-12 * scale, "\(surface)")
      }
    }
  }

  @Test(
    "A network's surface is its formula written out",
    arguments: ["xor-net", "tanh-chain", "moons-net", "teacher-net", "two-weight-classifier"])
  func writtenOut(key: String) throws {
    var surface = try SurfaceTests.catalog.surface(named: key)
    let text = try #require(surface.model).writtenOut(l2: surface.card.model?.l2 ?? 0)
    var formula = try LossSurface(
      formula: text, domain: [("w", -5...5)], dimension: surface.dimension)
    for phase in 0..<20 {
      let point = (0..<surface.dimension).map { sin(Double(1 + $0) + 0.7 * Double(phase)) }
      let (slope, wanted) = (surface.slope(at: point), formula.slope(at: point))
      let (value, other) = (surface.value(at: point.span), formula.value(at: point.span))
      #expect(abs(value - other) <= 1e-14 * (1 + abs(other)))
      let scale = wanted.map(abs).max() ?? 0
      for (found, wanted) in zip(slope, wanted) {
        #expect(abs(found - wanted) <= 1e-13 * (1 + scale), "\(point)")
      }
    }
  }

  @Test("Weights have names, a regression's those of its features")
  func names() throws {
    let net = try SurfaceTests.catalog.surface(named: "xor-net")
    #expect(
      net.card.axisLabels == [
        "w1[1,1]", "w1[1,2]", "w1[2,1]", "w1[2,2]", "b1[1]", "b1[2]", "w2[1,1]", "w2[2,1]", "b2[1]",
      ])
    let line = try SurfaceTests.catalog.surface(named: "two-weight-classifier")
    #expect(line.card.axisLabels == ["x", "y"])
    let softmax = try SurfaceTests.catalog.surface(named: "softmax-regression")
    #expect(softmax.card.axisLabels.last?.hasPrefix("bias → ") == true)
  }

  @Test("The weights into one unit share a norm")
  func units() throws {
    let net = try SurfaceTests.catalog.surface(named: "xor-net")
    #expect(net.model?.units == [[0, 2], [1, 3], [6, 7]])
  }

  private func message(_ network: String, more: String = "") -> String {
    let text = """
      name: Net
      network: \(network)
      domain: {w: [-1, 1]}
      \(more)
      """
    do {
      _ = try SurfaceFile.surface(text: text, file: "s.yaml", key: "s")
      return "no error"
    } catch {
      return error.description
    }
  }

  @Test("A network's file says what is wrong with it")
  func faults() {
    #expect(message("{data: xor}") == "no error")
    #expect(message("{hidden: [2]}").contains("the key “data” is missing"))
    #expect(message("{data: xors}").contains("no data set has this name"))
    #expect(message("{data: nowhere.csv}").contains("nowhere.csv"))
    #expect(message("{data: xor, activation: tanhh}").contains("“tanhh” is not known"))
    #expect(message("{data: xor, hidden: [0]}").contains("expected 1 to 1000 units"))
    #expect(message("{data: teacher, loss: hinge}").contains("is for classes"))
    #expect(message("{data: xor, bias: perhaps}").contains("expected true or false"))
    #expect(message("{data: xor, layer: 2}").contains("unknown key"))
    #expect(message("{data: xor}", more: "formula: x^2").contains("has no key “formula”"))
    #expect(message("{data: xor, hidden: [1000, 1000]}").contains("weights; expected at most"))
  }

  @Test("The user's own CSV lies beside the surface's file")
  func csv() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "redes \(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("a,y\n1,2\n2,4\n3,6.5\n".utf8).write(to: folder.appending(path: "meus.csv"))
    let text = """
      name: Line
      network: {data: meus.csv, scaling: none}
      domain: {w: [-10, 10]}
      starts: [0]
      """
    let path = folder.appending(path: "linha.yaml").path
    var surface = try SurfaceFile.surface(text: text, file: path, key: "linha")
    #expect(surface.card.axisLabels == ["a", "bias"])
    #expect(abs(surface.value(at: [2, 0].span) - 0.25 / 3) < 1e-15)
  }
}

extension ModelLoss {
  /// The mean loss as a formula of `w[1]` … `w[n]`, example by example.
  fileprivate func writtenOut(l2: Double) -> String {
    let layers = network.tensors.filter { $0.shape.role == .weights }
    let count = data.count
    let terms = (0..<count).map { row -> String in
      let features = data.features[row * data.featureCount..<(row + 1) * data.featureCount]
      var units = features.map { "(\($0))" }
      for (depth, layer) in layers.enumerated() {
        units = (0..<layer.shape.columns).map { column in
          let products = units.enumerated().map { index, unit in
            "\(weight(layer.offset + index * layer.shape.columns + column)) * \(unit)"
          }
          let sum = (products + bias(after: layer, column)).joined(separator: " + ")
          return depth + 1 < layers.count ? "tanh(\(sum))" : "(\(sum))"
        }
      }
      return term(units[0], row)
    }
    let weights = layers.flatMap { Array($0.range) }.map { "\(weight($0))^2" }
    return
      "(\(terms.joined(separator: " + "))) / \(count) + \(l2) (\(weights.joined(separator: " + ")))"
  }

  private func weight(_ index: Int) -> String { "w[\(index + 1)]" }

  private func bias(after layer: ParameterTensor, _ column: Int) -> [String] {
    network.tensors.filter { $0.shape.role != .weights && $0.layer == layer.layer }
      .map { weight($0.offset + column) }
  }

  private func term(_ output: String, _ row: Int) -> String {
    switch data.targets {
    case .numbers(let numbers, _): "(\(output) - (\(numbers[row])))^2"
    case .classes(let labels, _): "log(1 + exp(\(labels[row] == 1 ? "-" : "")\(output)))"
    }
  }
}
