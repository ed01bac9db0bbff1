/// A differentiable function of `dimension` parameters: a surface, a mini-batch loss, a noisy wrapper.
///
/// The methods mutate, so that scratch memory, noise and the cursor over batches live in the value:
/// each run owns a copy and needs no lock.
public protocol Objective<Number>: Sendable {
  associatedtype Number: Real

  var dimension: Int { get }

  mutating func value(at point: Span<Number>) -> Number

  /// Writes the gradient into `gradient` and returns the value, so that a line search pays once.
  mutating func gradient(at point: Span<Number>, into gradient: inout MutableSpan<Number>) -> Number

  /// Writes H·`direction` into `product`, H being the Hessian at `point`.
  mutating func hessianProduct(
    at point: Span<Number>, along direction: Span<Number>, into product: inout MutableSpan<Number>)
}
