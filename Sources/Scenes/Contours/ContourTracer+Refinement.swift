extension ContourTracer {
  private struct Bracket {
    var level: Int
    var segment: Int
    var low: Point
    var high: Point
    var lowValue: Double
    var highValue: Double
  }

  /// Two rounds of false position: enough for a hundredth of a cell on smooth fields.
  mutating func refine(with values: ([Point]) -> [Double]) {
    var brackets: [Bracket] = []
    for level in levels.indices {
      for (index, segment) in segments[level].enumerated() where !isBorder(Int(segment.from)) {
        let (a, b) = ends(of: Int(segment.from))
        brackets.append(
          Bracket(
            level: level, segment: index, low: place(a), high: place(b), lowValue: value(a),
            highValue: value(b)))
      }
    }
    for _ in 0..<2 {
      let guesses = brackets.map { vertices[$0.level][$0.segment] }
      for (index, found) in values(guesses).enumerated() {
        let level = levels[brackets[index].level]
        let guess = guesses[index]
        if (found >= level) == (brackets[index].lowValue >= level) {
          (brackets[index].low, brackets[index].lowValue) = (guess, found)
        } else {
          (brackets[index].high, brackets[index].highValue) = (guess, found)
        }
        let bracket = brackets[index]
        let fraction = Self.fraction(bracket.lowValue, bracket.highValue, level)
        vertices[bracket.level][bracket.segment] = bracket.low.toward(bracket.high, fraction)
      }
    }
  }
}
