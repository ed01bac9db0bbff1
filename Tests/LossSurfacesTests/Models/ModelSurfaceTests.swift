import Foundation
import LossSurfaces
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
