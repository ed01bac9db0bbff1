import LossSurfaces
import ReproducibleMath
import Testing
import YAMLFiles

/// Every surface on the shelf, in each dimension that is tested.
@Suite struct SurfaceTests {
  static let catalog = SurfaceCatalog(directories: ["surfaces"])

  static let surfaces: [LossSurface] = catalog.all().surfaces.flatMap { surface in
    [2, 5, 20].filter { $0 != surface.dimension && surface.card.dimensions.contains($0) }
      .compactMap { try? catalog.surface(named: surface.card.key, dimension: $0) }
      + (surface.dimension > 100 ? [] : [surface])
  }

  /// Points of the domain at random; the seed keeps them the same for ever.
  private func points(_ count: Int, of surface: LossSurface) -> [[Double]] {
    var random = RandomStream(seed: 42, stream: surface.card.fingerprint)
    return (0..<count).map { _ in
      surface.card.domain.map {
        $0.lowerBound + ($0.upperBound - $0.lowerBound) * random.uniform()
      }
    }
  }

  @Test("Every file on the shelf is sound")
  func problems() {
    #expect(Self.catalog.all().problems.map(\.description) == [])
    #expect(Self.surfaces.count >= 230)
  }

  @Test("Every surface says what it is", arguments: surfaces)
  func card(surface: LossSurface) {
    let card = surface.card
    #expect(!card.kinds.isEmpty && !card.source.isEmpty && !card.starts.isEmpty)
    #expect(card.lesson.translations.map(\.language) == ["en", "pt-BR"])
    #expect(card.lesson["pt-BR"] != card.lesson["en"])
  }

  @Test("A name of words has its words in Portuguese too")
  func names() {
    let cards = Self.catalog.all().surfaces.map(\.card)
    func words(_ name: String) -> Set<String> {
      Set(name.lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count > 2 })
    }
    let translated = cards.filter {
      !$0.names.translations.isEmpty && $0.name(in: "pt-BR") != $0.name
    }
    #expect(translated.count > 50)
    // What some file puts into other words is no proper name, wherever else it stands.
    let english = translated.reduce(into: Set<String>()) {
      $0.formUnion(words($1.name).subtracting(words($1.name(in: "pt-BR"))))
    }
    for card in cards where card.name(in: "pt-BR") == card.name {
      #expect(words(card.name).isDisjoint(with: english), "\(card.key): \(card.name)")
    }
    for language in ["en", "pt-BR"] {
      let names = cards.map { $0.name(in: language) }
      for (index, name) in names.enumerated() {
        #expect(!names[..<index].contains(name), "\(cards[index].key): \(name)")
      }
    }
  }

  /// Three functions have waves or creases finer than a difference resolves, or than two ways of
  /// rounding agree on; arithmetic of 40 digits checks them.
  static let resolvable = surfaces.filter {
    !["bbob-f16", "bbob-f19", "bbob-f23"].contains($0.card.key)
  }

  @Test("Gradients agree with an independent evaluation", arguments: resolvable)
  func gradients(surface: LossSurface) throws {
    var surface = surface
    for point in points(100, of: surface) {
      let expected = try ScalarTape.evaluate(surface, at: point)
      var gradient = point
      var span = gradient.mutableSpan
      let value = surface.gradient(at: point.span, into: &span)
      let scale = expected.gradient.map(abs).max() ?? 0
      #expect(abs(value - expected.value) <= 1e-13 * (1 + scale + abs(value)), "\(point)")
      for (found, wanted) in zip(gradient, expected.gradient) {
        #expect(abs(found - wanted) <= 1e-12 * (1 + scale), "\(point)")
      }
    }
  }

  @Test("Gradients agree with differences of values", arguments: resolvable)
  func differences(surface: LossSurface) {
    var surface = surface
    for point in points(50, of: surface) {
      let gradient = surface.slope(at: point)
      let scale = gradient.map(abs).max() ?? 0
      for index in point.indices {
        let excess = [1e-5, 1e-6, 1e-7, 1e-8].map { step in
          let (estimate, rounding) = surface.difference(at: point, along: index, step: step)
          return abs(estimate - gradient[index]) - rounding
        }
        #expect(excess.contains { $0 <= 1e-5 * (1 + scale) }, "\(point) \(excess)")
      }
    }
  }

  @Test("Hessian products agree with differences of gradients", arguments: resolvable)
  func hessianProducts(surface: LossSurface) {
    var surface = surface
    let direction = (0..<surface.dimension).map { $0 % 2 == 0 ? 0.6 : -0.8 }
    for point in points(50, of: surface) {
      let (product, estimates) = surface.hessianProducts(at: point, along: direction)
      let scale = product.map(abs).max() ?? 0
      for (index, exact) in product.enumerated() {
        let error = estimates.map { abs($0[index] - exact) }.min() ?? 0
        #expect(error <= 1e-5 * (1 + scale), "\(point)")
      }
    }
  }

  @Test("A lane of a block has the bits of the point alone", arguments: surfaces)
  func lanes(surface: LossSurface) throws {
    var surface = surface
    for lanes in [1, 7, 64, 129] {
      try surface.expectLanesEqualPoints(points(lanes, of: surface))
    }
  }

  @Test("Declared minima, saddles and maxima are what they say", arguments: surfaces)
  func knownPoints(surface: LossSurface) throws {
    var surface = surface
    for (kind, points) in [
      (StationaryKind.minimum, surface.card.minima), (.saddle, surface.card.saddles),
      (.maximum, surface.card.maxima),
    ] {
      for point in points {
        let value = surface.value(at: point.at.span)
        let rounding = 2 * (try ScalarTape.evaluate(surface, at: point.at).rounding)
        #expect(abs(value - point.value) <= 4e-15 * (1 + abs(value)) + rounding, "\(point)")
        if point.isOnBoundary {
          try surface.expectHeld(point)
        } else if surface.isSharp(point) {
          try surface.expectNeighbours(of: point, toSuit: kind)
        } else {
          surface.expectPolished(point, as: kind)
        }
      }
    }
  }

  @Test("Nothing in the domain lies below the declared minimum", arguments: surfaces)
  func nothingLower(surface: LossSurface) throws {
    var surface = surface
    guard let lowest = surface.card.lowest else { return }
    let found = surface.lowestFound()
    let rounding = 2 * (try ScalarTape.evaluate(surface, at: lowest.at).rounding)
    #expect(
      found.value >= lowest.value - 1e-12 * (1 + abs(lowest.value)) - rounding, "\(found)")
  }

  /// Surfaces that fall without end or whose lowest value is only approached, and those whose minimum
  /// nobody knows.
  static let bottomless = [
    "monkey-saddle, n = 2", "autoencoder, n = 7", "chebyquad, n = 20", "flower, n = 2",
    "circles-net, n = 17", "teacher-net, n = 49",
  ]

  @Test("Every surface declares its minimum in each dimension", arguments: surfaces)
  func declared(surface: LossSurface) {
    #expect(surface.card.minima.isEmpty == Self.bottomless.contains("\(surface)"))
  }

  /// Surfaces of two parameters with a gradient everywhere.
  static let planar = surfaces.filter {
    $0.dimension == 2 && !$0.card.kinds.contains(.nonsmooth) && $0.formula != nil
  }

  @Test(
    "Saddles of the domain are declared, unless they are more than one lists", arguments: planar)
  func saddles(surface: LossSurface) {
    var surface = surface
    let found = surface.saddlesInDomain()
    guard found.count <= 24 else { return }
    for saddle in found {
      let isDeclared = surface.card.saddles.contains { known in
        zip(known.at, saddle).allSatisfy { abs($0 - $1) <= 1e-6 * (1 + abs($0)) }
      }
      #expect(isDeclared, "\(saddle) \(surface.value(at: saddle.span))")
    }
  }
}
