extension LossSurface {
  /// A surface that is nothing but a formula, as somebody types it.
  ///
  /// The variables are x and y, or `x[1]` … `x[n]` where the formula has an index; n is `dimension`,
  /// or else 2. The window is −5 … 5 in each where none is given. Nothing is known about minima.
  public init(
    formula text: String, domain: [ClosedRange<Double>]? = nil, dimension: Int? = nil
  ) throws(FormulaError) {
    let count = domain?.count ?? dimension ?? 2
    let variables: Formula.Variables =
      text.contains("[") || count != 2 ? .vector("x", count: count) : .named(["x", "y"])
    let formula = try Formula(text, variables: variables)
    let window = domain ?? Array(repeating: -5...5, count: count)
    // Off both diagonals and off the axes, where many surfaces are special.
    let start = window.enumerated().map { index, interval in
      let share = index % 2 == 0 ? 0.1 : 0.7
      return interval.lowerBound + share * (interval.upperBound - interval.lowerBound)
    }
    let card = SurfaceCard(
      key: "formula", name: text, formula: text, parameters: [], axisLabels: variables.labels,
      kinds: [], domain: window, outside: .undefined, minima: [], saddles: [], maxima: [],
      singularities: [], starts: [start], source: "", lesson: LocalizedText(),
      dimensions: .only(count), fingerprint: formula.fingerprint)
    self.init(card: card, formula: formula)
  }
}
