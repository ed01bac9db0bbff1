/// Sums whose order of additions never depends on the processor or the number of threads.
public enum FixedOrderSum {
  /// √Σx², added from the first to the last.
  @inlinable public static func norm<Number: Real>(_ numbers: Span<Number>) -> Number {
    var sum: Number = 0
    for index in numbers.indices { sum += numbers[index] * numbers[index] }
    return Number.root(sum)
  }

  /// ‖a − b‖.
  @inlinable public static func distance<Number: Real>(
    _ a: Span<Number>, _ b: Span<Number>
  ) -> Number {
    var sum: Number = 0
    for index in a.indices {
      let difference = a[index] - b[index]
      sum += difference * difference
    }
    return Number.root(sum)
  }

  @inlinable public static func dot<Number: Real>(_ a: Span<Number>, _ b: Span<Number>) -> Number {
    var sum: Number = 0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }
}
