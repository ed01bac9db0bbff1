internal import ReproducibleMath

/// Nodes in their simplest form. These rules never change a rounding: a value is computed exactly as
/// the formula is written, only without what has no effect.
extension Graph {
  mutating func add(_ a: Index, _ b: Index) -> Index {
    switch (constant(at: a), constant(at: b)) {
    case (let x?, let y?): return constant(x + y)
    case (0, _): return b
    case (_, 0): return a
    default: break
    }
    if a == b { return multiply(constant(2), a) }
    if self[b].operation == .negate { return subtract(a, Int(self[b].a)) }
    if self[a].operation == .negate { return subtract(b, Int(self[a].a)) }
    return commutative(.add, a, b)
  }

  mutating func subtract(_ a: Index, _ b: Index) -> Index {
    switch (constant(at: a), constant(at: b)) {
    case (let x?, let y?): return constant(x - y)
    case (0, _): return negate(b)
    case (_, 0): return a
    default: break
    }
    if self[b].operation == .negate { return add(a, Int(self[b].a)) }
    return insert(Node(operation: .subtract, a: Int32(a), b: Int32(b)))
  }

  mutating func multiply(_ a: Index, _ b: Index) -> Index {
    switch (constant(at: a), constant(at: b)) {
    case (let x?, let y?): return constant(x * y)
    case (0, _), (_, 1): return a
    case (_, 0), (1, _): return b
    case (-1, _): return negate(b)
    case (_, -1): return negate(a)
    case (let x?, nil) where self[b].operation == .negate:
      return multiply(constant(-x), Int(self[b].a))
    case (nil, let y?) where self[a].operation == .negate:
      return multiply(constant(-y), Int(self[a].a))
    default: break
    }
    if self[a].operation == .negate { return negate(multiply(Int(self[a].a), b)) }
    if self[b].operation == .negate { return negate(multiply(a, Int(self[b].a))) }
    return commutative(.multiply, a, b)
  }

  mutating func divide(_ a: Index, _ b: Index) -> Index {
    if let y = constant(at: b) {
      if let x = constant(at: a) { return constant(x / y) }
      if y == 1 { return a }
      // The reciprocal of a power of two is exact.
      if y.significand == 1, (1 / y).isNormal { return multiply(constant(1 / y), a) }
      if y == -1 { return negate(a) }
    }
    if constant(at: a) == 0 { return a }
    if self[a].operation == .negate { return negate(divide(Int(self[a].a), b)) }
    if self[b].operation == .negate { return negate(divide(a, Int(self[b].a))) }
    return insert(Node(operation: .divide, a: Int32(a), b: Int32(b)))
  }

  mutating func quotientOrZero(_ a: Index, _ b: Index) -> Index {
    if let y = constant(at: b) { return y == 0 ? constant(0) : divide(a, b) }
    if constant(at: a) == 0 { return a }
    if self[a].operation == .negate { return negate(quotientOrZero(Int(self[a].a), b)) }
    return insert(Node(operation: .quotientOrZero, a: Int32(a), b: Int32(b)))
  }

  mutating func negate(_ a: Index) -> Index {
    let node = self[a]
    switch node.operation {
    case .constant: return constant(-node.constant)
    case .negate: return Int(node.a)
    case .subtract: return subtract(Int(node.b), Int(node.a))
    case .multiply:
      guard let factor = constant(at: Int(node.a)) else { break }
      return multiply(constant(-factor), Int(node.b))
    default: break
    }
    return insert(Node(operation: .negate, a: Int32(a)))
  }

  /// The operand made first stands first; a constant before all.
  private mutating func commutative(_ operation: Operation, _ a: Index, _ b: Index) -> Index {
    let isInOrder = constant(at: a) != nil || (constant(at: b) == nil && a <= b)
    return insert(
      Node(operation: operation, a: Int32(isInOrder ? a : b), b: Int32(isInOrder ? b : a)))
  }

  /// `a` to a power that is the same everywhere.
  mutating func power(_ a: Index, _ exponent: Double) -> Index {
    switch exponent {
    case 0: return constant(1)
    case 1: return a
    case 2: return multiply(a, a)
    case 0.5: return unary(.root, a)
    case -1: return divide(constant(1), a)
    default: break
    }
    if let base = constant(at: a) { return constant(Self.power(base, exponent)) }
    return insert(Node(operation: .power, a: Int32(a), payload: exponent.bitPattern))
  }

  mutating func power(_ a: Index, raisedTo b: Index) -> Index {
    if let exponent = constant(at: b) { return power(a, exponent) }
    return insert(Node(operation: .generalPower, a: Int32(a), b: Int32(b)))
  }

  mutating func unary(_ operation: Operation, _ a: Index) -> Index {
    if let x = constant(at: a), let folded = Self.fold(operation, x) { return constant(folded) }
    return insert(Node(operation: operation, a: Int32(a)))
  }

  mutating func binary(_ operation: Operation, _ a: Index, _ b: Index) -> Index {
    if let x = constant(at: a), let y = constant(at: b), let folded = Self.fold(operation, x, y) {
      return constant(folded)
    }
    return insert(Node(operation: operation, a: Int32(a), b: Int32(b)))
  }

  mutating func not(_ a: Index) -> Index {
    self[a].operation == .not ? Int(self[a].a) : unary(.not, a)
  }

  mutating func select(_ condition: Index, _ a: Index, _ b: Index) -> Index {
    if let holds = constant(at: condition) { return holds != 0 ? a : b }
    if a == b { return a }
    return insert(
      Node(operation: .select, a: Int32(condition), b: Int32(a), c: Int32(b)))
  }
}
