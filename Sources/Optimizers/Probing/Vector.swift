import ReproducibleMath

/// What the probing rules compute with whole vectors, each sum from the first number to the last.
extension Array where Element: Real {
  init(copying numbers: Span<Element>) {
    self.init()
    reserveCapacity(numbers.count)
    for index in numbers.indices { append(numbers[index]) }
  }

  func copy(to target: inout MutableSpan<Element>) {
    for index in indices { target[index] = self[index] }
  }

  func dot(_ other: [Element]) -> Element { FixedOrderSum.dot(span, other.span) }

  /// √Σx².
  var norm: Element { FixedOrderSum.norm(span) }
  /// Σ|x|.
  var sumNorm: Element { reduce(0) { $0 + abs($1) } }
  /// max|x|; NaN where any number is.
  var largest: Element { reduce(0) { abs($1) > $0 || $1.isNaN ? abs($1) : $0 } }

  func scaled(_ factor: Element) -> [Element] { map { factor * $0 } }

  mutating func add(_ factor: Element, _ other: [Element]) {
    for index in indices { self[index] += factor * other[index] }
  }

  func adding(_ factor: Element, _ other: [Element]) -> [Element] {
    var result = self
    result.add(factor, other)
    return result
  }

  func minus(_ other: [Element]) -> [Element] { indices.map { self[$0] - other[$0] } }
}
