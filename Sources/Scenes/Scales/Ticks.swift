/// A marked number on an axis.
public struct Tick: Hashable, Sendable {
  public var value: Double
  /// Nil for a minor tick.
  public var label: RichText?

  public init(_ value: Double, _ label: RichText?) {
    self.value = value
    self.label = label
  }

  public var isMajor: Bool { label != nil }
}

extension Scale {
  /// Round numbers of the domain in rising order: about `count` labelled, and minor ones between.
  public func ticks(about count: Int, format: NumberFormat = .init()) -> [Tick] {
    switch kind {
    case .linear: linearTicks(about: count, format)
    case .logarithmic: logarithmicTicks(about: count, format)
    case .symmetricLogarithmic(let width): symmetricTicks(about: count, width, format)
    }
  }

  private func linearTicks(about count: Int, _ format: NumberFormat) -> [Tick] {
    var step = RoundStep(above: (domain.upperBound - domain.lowerBound) / Double(max(count, 1)))
    var (first, last) = multiples(of: step)
    // One number alone has no scale.
    if first >= last, count > 1 {
      step = RoundStep(above: 0.4 * step.size)
      (first, last) = multiples(of: step)
    }
    guard first <= last, last - first < 1000 else { return [] }
    let largest = max(abs(domain.lowerBound), abs(domain.upperBound))
    let isPlain = largest < 1e6 && step.size >= 1e-5
    return stride(from: first, through: last, by: 1).map { index in
      let value = step.multiple(index)
      let label =
        isPlain ? RichText(format.fixed(value, places: step.places)) : format.rich(value, digits: 6)
      return Tick(value, label)
    }
  }

  /// The first and the last multiple of a step in the domain.
  private func multiples(of step: RoundStep) -> (first: Double, last: Double) {
    (
      (domain.lowerBound / step.size - 1e-9).rounded(.up),
      (domain.upperBound / step.size + 1e-9).rounded(.down)
    )
  }

  private func logarithmicTicks(about count: Int, _ format: NumberFormat) -> [Tick] {
    let low = Elementary.logarithm10(domain.lowerBound)
    let high = Elementary.logarithm10(domain.upperBound)
    if high - low < 1 { return narrowLogarithmicTicks(about: count, format) }
    if high - low < 2 { return shortLogarithmicTicks(format) }
    let (first, last) = (Int((low - 1e-9).rounded(.up)), Int((high + 1e-9).rounded(.down)))
    let step = Self.wholeStep(high - low, about: count)
    var ticks: [Tick] = []
    for exponent in (first - 1)...max(last, first) {
      let unit = Elementary.exponential10(Double(exponent))
      let isLabelled = exponent.remainderUp(step) == 0
      if exponent >= first, exponent <= last {
        ticks.append(Tick(unit, isLabelled ? format.powerOfTen(exponent) : nil))
      }
      if step == 1, high - low <= 8 {
        for factor in 2...9 where domain.contains(Double(factor) * unit) {
          ticks.append(Tick(Double(factor) * unit, nil))
        }
      }
    }
    return ticks
  }

  /// Within two decades, powers of ten alone are too few to read off: 2 and 5 times them join in.
  private func shortLogarithmicTicks(_ format: NumberFormat) -> [Tick] {
    let first = Int(Elementary.logarithm10(domain.lowerBound).rounded(.down))
    return (first...first + 2).flatMap { exponent in
      let unit = Elementary.exponential10(Double(exponent))
      return (1...9).map { Double($0) * unit }.filter(domain.contains).map { value in
        let isRound = [1, 2, 5].contains((value / unit).rounded())
        return Tick(value, isRound ? format.rich(value, digits: 2) : nil)
      }
    }
  }

  /// Less than a decade has too few powers of ten to read off: round numbers instead.
  private func narrowLogarithmicTicks(about count: Int, _ format: NumberFormat) -> [Tick] {
    Scale(domain: domain, from: start, to: end).linearTicks(about: count, format)
      .map { Tick($0.value, format.rich($0.value, digits: 6)) }
  }

  private func symmetricTicks(
    about count: Int, _ width: Double, _ format: NumberFormat
  ) -> [Tick] {
    let largest = max(abs(domain.lowerBound), abs(domain.upperBound))
    let low = Int(Elementary.logarithm10(width).rounded(.up))
    let high = Int((Elementary.logarithm10(max(largest, width)) + 1e-9).rounded(.down))
    let step = Self.wholeStep(Double(max(high - low, 1)), about: max(count / 2, 1))
    var ticks = [Tick(0, "0")]
    for exponent in stride(from: high, through: low, by: -step) {
      let value = Elementary.exponential10(Double(exponent))
      ticks.append(Tick(value, format.rich(value)))
      ticks.append(Tick(-value, format.rich(-value)))
    }
    return ticks.filter { domain.contains($0.value) }.sorted { $0.value < $1.value }
  }

  private static func wholeStep(_ span: Double, about count: Int) -> Int {
    let wanted = span / Double(max(count, 1))
    return [1, 2, 3, 5, 10, 20, 50, 100].first { Double($0) >= wanted - 1e-9 } ?? 200
  }
}

/// The nearest of 1, 2, 5 times a power of ten from a number upwards.
struct RoundStep {
  private let factor: Double
  private let exponent: Int

  init(above size: Double) {
    let power = Elementary.logarithm10(size).rounded(.down)
    let ratio = size / Elementary.exponential10(power)
    factor = ratio <= 1.0001 ? 1 : ratio <= 2.0001 ? 2 : ratio <= 5.0001 ? 5 : 10
    exponent = Int(power)
  }

  var size: Double { multiple(1) }

  /// The decimals that its multiples need.
  var places: Int { max(0, -exponent - (factor == 10 ? 1 : 0)) }

  /// A quotient of whole numbers, so that thrice 0.1 is 0.3 and not a neighbour of it.
  func multiple(_ index: Double) -> Double {
    exponent < 0
      ? index * factor / Elementary.exponential10(Double(-exponent))
      : index * factor * Elementary.exponential10(Double(exponent))
  }
}

extension Int {
  /// The remainder that is never negative.
  fileprivate func remainderUp(_ divisor: Int) -> Int { ((self % divisor) + divisor) % divisor }
}
