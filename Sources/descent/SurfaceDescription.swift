import LossSurfaces

/// What `descent describe` says about a surface.
struct SurfaceDescription {
  private let surface: LossSurface
  private let isPortuguese: Bool

  init(_ surface: LossSurface, isPortuguese: Bool) {
    self.surface = surface
    self.isPortuguese = isPortuguese
  }

  private var card: SurfaceCard { surface.card }

  private func say(_ english: String, _ portuguese: String) -> String {
    isPortuguese ? portuguese : english
  }

  /// Points that are listed before the rest is only counted.
  private static let mostPoints = 8
  /// Components of a gradient or of a point that are written out.
  private static let mostComponents = 6

  var lines: [String] {
    var lines = ["\(card.name(in: isPortuguese ? "pt-BR" : "en")) (\(card.key))"]
    if let lesson = card.lesson[isPortuguese ? "pt-BR" : "en"] { lines.append(lesson) }
    lines.append("")
    lines += facts.map { name, text in
      let space = String(repeating: " ", count: max(1, 14 - name.count))
      return name + space + text
    }
    return lines
  }

  private var facts: [(String, String)] {
    var facts: [(String, String)] = []
    if !card.kinds.isEmpty {
      facts.append((say("kind", "tipo"), card.kinds.map(\.rawValue).joined(separator: ", ")))
    }
    facts.append((say("parameters", "parâmetros"), dimensions))
    facts.append((surface.model == nil ? "f" : say("network", "rede"), card.formula))
    for definition in card.definitions { facts.append(("  \(definition.head)", definition.text)) }
    if card.definitions.isEmpty || card.instance == nil {
      for parameter in card.parameters {
        facts.append(("  \(parameter.name)", "\(parameter.value)"))
      }
    }
    if let sample = card.sample { facts.append((say("seen as", "visto como"), sample)) }
    if let noise = card.noise { facts.append((say("noise", "ruído"), "\(noise)")) }
    facts += gradientFacts
    facts.append((say("domain", "domínio"), domain))
    facts += points(say("minima", "mínimos"), card.minima)
    facts += points(say("saddles", "selas"), card.saddles)
    facts += points(say("maxima", "máximos"), card.maxima)
    for singularity in card.singularities {
      facts.append((say("no gradient", "sem gradiente"), text(of: singularity)))
    }
    facts.append((say("starts", "inícios"), card.starts.map(point).joined(separator: "  ")))
    if !card.source.isEmpty { facts.append((say("source", "fonte"), card.source)) }
    return facts
  }

  private var dimensions: String {
    let all = card.dimensions
    guard all.least < all.most else { return "\(surface.dimension)" }
    let multiple =
      all.multiple > 1 ? say(", multiples of ", ", múltiplos de ") + "\(all.multiple)" : ""
    return "\(surface.dimension) "
      + say(
        "(from \(all.least) to \(all.most)\(multiple))",
        "(de \(all.least) a \(all.most)\(multiple))")
  }

  /// The components of the gradient; nil for one that is too long to read.
  var gradient: [String?] {
    (try? surface.formula?.gradientTexts()).flatMap(\.self) ?? []
  }

  private var gradientFacts: [(String, String)] {
    let texts = gradient.prefix(Self.mostComponents)
    guard !texts.isEmpty else { return [] }
    guard texts.contains(where: { $0 != nil }) else {
      return [("∇f", say("exact, but too long to read", "exato, mas longo demais para ler"))]
    }
    return zip(card.axisLabels, texts).map { name, text in
      ("∂f/∂\(name)", text ?? say("too long to read", "longa demais para ler"))
    }
  }

  private var domain: String {
    let intervals = card.domain.map { "\($0.lowerBound) … \($0.upperBound)" }
    let text =
      Set(intervals).count == 1
      ? intervals[0]
      : zip(card.axisLabels, intervals).prefix(Self.mostComponents)
        .map { "\($0): \($1)" }.joined(separator: ", ")
    return text + outside
  }

  private var outside: String {
    switch card.outside {
    case .undeclared: ""
    case .higher: say("; nothing lower outside", "; nada mais baixo fora dele")
    case .lower: say("; lower points outside", "; pontos mais baixos fora dele")
    case .unbounded: say("; outside it falls without end", "; fora dele, cai sem fim")
    case .undefined: say("; in places outside it has no value", "; fora dele, em partes sem valor")
    }
  }

  private func points(_ name: String, _ points: [SurfaceCard.KnownPoint]) -> [(String, String)] {
    var facts = points.prefix(Self.mostPoints).enumerated().map { index, known in
      var text = "f = \(known.value)  " + say("at", "em") + " \(point(known.at))"
      if known.isOnBoundary { text += say("  on the border", "  na borda") }
      if !known.isProven {
        text += say("  the best that a search found", "  o melhor que uma busca encontrou")
      }
      if let set = known.set { text += say("  and wherever ", "  e onde ") + "\(set) = 0" }
      return (index == 0 ? name : "", text)
    }
    if points.count > Self.mostPoints {
      let rest = points.count - Self.mostPoints
      facts.append(("", say("and \(rest) more", "e mais \(rest)")))
    }
    return facts
  }

  private func text(of singularity: SurfaceCard.Singularity) -> String {
    let place =
      singularity.set.map { say("where ", "onde ") + "\($0) = 0" }
      ?? say("at ", "em ") + point(singularity.at)
    return place + say("; declared: ", "; declarado: ") + point(singularity.gradient)
  }

  private func point(_ numbers: [Double]) -> String {
    let shown = numbers.prefix(Self.mostComponents).map { "\($0)" }.joined(separator: ", ")
    return numbers.count > Self.mostComponents ? "(\(shown), …)" : "(\(shown))"
  }
}
