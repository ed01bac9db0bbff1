extension LossSurface {
  /// A surface from a formula on the command line, in the variables that the domain names.
  ///
  /// The domain's one name is a vector where the formula writes `x[i]` and `dimension` is given. A
  /// race starts in the quarter of the domain where both x and y are low, off all axes of symmetry.
  public init(
    formula text: String, domain: [(name: String, interval: ClosedRange<Double>)],
    dimension: Int? = nil, starts: [[Double]] = []
  ) throws(FormulaError) {
    let variables: Formula.Variables =
      if let dimension, domain.count == 1 {
        .vector(domain[0].name, count: dimension)
      } else {
        .named(domain.map(\.name))
      }
    let formula = try Formula(text, variables: variables)
    let intervals = (0..<variables.count).map { domain[$0 % domain.count].interval }
    let start = intervals.enumerated().map { index, interval in
      let fraction = index % 2 == 0 ? 0.15 : 0.22
      return interval.lowerBound + fraction * (interval.upperBound - interval.lowerBound)
    }
    self.init(
      card: SurfaceCard(
        key: "formula", name: text, formula: text, parameters: [], axisLabels: variables.labels,
        kinds: [], domain: intervals, outside: .undeclared, minima: [], saddles: [], maxima: [],
        singularities: [], starts: starts.isEmpty ? [start] : starts, source: "",
        lesson: LocalizedText(), dimensions: .only(variables.count),
        fingerprint: formula.fingerprint),
      formula: formula)
  }
}
