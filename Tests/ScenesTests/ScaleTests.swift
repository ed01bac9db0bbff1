import Scenes
import Testing

@Suite struct ScaleTests {
  @Test(
    "A place leads back to its number",
    arguments: [
      Scale(domain: -2...3, from: 100, to: 10),
      Scale(.logarithmic, domain: 1e-8...1e3, from: 0, to: 500),
      Scale(.symmetricLogarithmic(linearWithin: 0.1), domain: -50...1e4, from: 20, to: 600),
    ])
  func inverse(scale: Scale) {
    for fraction in stride(from: 0.0, through: 1, by: 0.125) {
      let place = scale.start + fraction * (scale.end - scale.start)
      #expect(abs(scale.position(of: scale.value(at: place)) - place) < 1e-6)
    }
    #expect(abs(scale.position(of: scale.domain.lowerBound) - scale.start) < 1e-9)
    #expect(abs(scale.position(of: scale.domain.upperBound) - scale.end) < 1e-9)
  }

  @Test("A logarithmic scale has no place for zero and below")
  func logarithmOfZero() {
    let scale = Scale(.logarithmic, domain: 1...10, from: 0, to: 100)
    #expect(!scale.position(of: 0).isFinite)
    #expect(!scale.position(of: -1).isFinite)
  }

  @Test("Linear ticks are round numbers in the language's notation")
  func linearTicks() {
    let scale = Scale(domain: -0.2...0.65, from: 0, to: 100)
    let comma = NumberFormat(decimalSeparator: ",")
    let labels = scale.ticks(about: 5, format: comma).compactMap { $0.label?.plain }
    #expect(labels == ["−0,2", "0,0", "0,2", "0,4", "0,6"])
    let wide = Scale(domain: 0...2e7, from: 0, to: 100).ticks(about: 4)
    #expect(
      wide.compactMap { $0.label?.plain } == [
        "0", "5\u{2009}×\u{2009}10^6", "10^7", "1.5\u{2009}×\u{2009}10^7", "2\u{2009}×\u{2009}10^7",
      ])
  }

  @Test("Ticks of a range far from zero are not numbers with dust in their tails")
  func offsetTicks() {
    let scale = Scale(domain: 0.1...0.9, from: 0, to: 100)
    let ticks = scale.ticks(about: 8)
    #expect(ticks.map(\.value) == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
    #expect(ticks[2].label?.plain == "0.3")
  }

  @Test("Logarithmic ticks label powers of ten and thin out over many decades")
  func logarithmicTicks() {
    let few = Scale(.logarithmic, domain: 0.05...300, from: 0, to: 100).ticks(about: 5)
    #expect(few.compactMap { $0.label?.plain } == ["10^−1", "10^0", "10^1", "10^2"])
    #expect(few.contains { $0.label == nil && $0.value == 200 })
    let many = Scale(.logarithmic, domain: 1e-30...1e3, from: 0, to: 100).ticks(about: 5)
    #expect((3...8).contains(many.filter(\.isMajor).count))
    let narrow = Scale(.logarithmic, domain: 2...5, from: 0, to: 100).ticks(about: 4)
    #expect(narrow.filter(\.isMajor).count >= 3)
  }

  @Test("An axis has more than one number, however its domain lies")
  func severalTicks() {
    let short = Scale(.logarithmic, domain: 9...105, from: 0, to: 100).ticks(about: 5)
    #expect(
      short.compactMap { $0.label?.plain } == ["10", "20", "50", "100"] && short.count > 8)
    let small = Scale(.logarithmic, domain: 2e-7...1.5e-6, from: 0, to: 100).ticks(about: 3)
    #expect(small.count(where: \.isMajor) >= 2)
    for domain in [-2.2...4.7, -0.4...0.9, 3...13.0] {
      let ticks = Scale(domain: domain, from: 0, to: 100).ticks(about: 3)
      #expect(ticks.count >= 2 && ticks.count <= 6, "\(domain): \(ticks.map(\.value))")
    }
  }

  @Test("Symmetric ticks rise through zero")
  func symmetricTicks() {
    let scale = Scale(
      .symmetricLogarithmic(linearWithin: 1), domain: -1000...100, from: 0, to: 100)
    let values = scale.ticks(about: 8).map(\.value)
    #expect(values == values.sorted())
    #expect(values.contains(0) && values.contains(-1000) && values.contains(100))
  }
}
