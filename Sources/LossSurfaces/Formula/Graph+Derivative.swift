/// The derivatives of single operations: the same rules serve gradients, from the output down, and
/// Hessian products, from the variables up.
///
/// At points where an operation has no derivative, 0 is declared: of |u|, √u, ∛u and uᵖ (p not
/// whole) at u = 0, and of the angle of the origin. min and max share equally between equal
/// arguments, sign, floor and comparisons have the derivative 0, and `where` has that of the branch
/// which it takes.
extension Graph {
  /// ∂node/∂operand · seed; nil where the derivative is zero everywhere.
  mutating func derivative(of index: Index, operand position: Int, times seed: Index) -> Index? {
    let node = self[index]
    let (a, b) = (Int(node.a), Int(node.b))
    switch node.operation {
    case .add: return seed
    case .subtract: return position == 0 ? seed : negate(seed)
    case .multiply:
      if a == b { return position == 0 ? scaledProduct(constant(2), scaledProduct(a, seed)) : nil }
      return scaledProduct(seed, position == 0 ? b : a)
    case .divide:
      let part = scaledQuotient(seed, b, orZero: false)
      return position == 0 ? part : negate(scaledProduct(index, part))
    case .quotientOrZero:
      let part = scaledQuotient(seed, b, orZero: true)
      return position == 0 ? part : negate(scaledProduct(index, part))
    case .negate: return negate(seed)
    case .minimum, .maximum:
      return select(binary(.equal, a, b), scaledProduct(constant(0.5), seed), seed)
    case .select: return position == 0 ? nil : seed
    case .power: return powerDerivative(of: index, a, node.constant, times: seed)
    case .generalPower:
      let scaled = scaledProduct(seed, index)
      if position == 1 { return scaledProduct(scaled, unary(.log, a)) }
      return scaledProduct(b, scaledQuotient(scaled, a, orZero: true))
    case .arctangent2:
      let radius = add(multiply(a, a), multiply(b, b))
      let part = scaledQuotient(
        scaledProduct(seed, position == 0 ? b : a), radius, orZero: true)
      return position == 0 ? part : negate(part)
    default: return functionDerivative(of: index, a, times: seed)
    }
  }

  /// The condition under which the operand matters at all; a branch not taken may be NaN.
  mutating func condition(on index: Index, operand position: Int) -> Index? {
    let node = self[index]
    let (a, b) = (Int(node.a), Int(node.b))
    switch (node.operation, position) {
    case (.select, 1): return a
    case (.select, 2): return not(a)
    case (.minimum, 0), (.maximum, 1): return binary(.lessOrEqual, a, b)
    case (.minimum, 1), (.maximum, 0): return binary(.lessOrEqual, b, a)
    case (.generalPower, 1): return not(binary(.equal, a, constant(0)))
    default: return nil
    }
  }

  private mutating func powerDerivative(
    of index: Index, _ base: Index, _ exponent: Double, times seed: Index
  ) -> Index {
    let isWhole = exponent == exponent.rounded()
    let isRoot = exponent > 1 && 2 * exponent == (2 * exponent).rounded()
    if isWhole || isRoot {
      let lower = scaledProduct(seed, power(base, exponent - 1))
      return scaledProduct(constant(exponent), lower)
    }
    // p·uᵖ/u costs a division, where uᵖ⁻¹ would cost another power.
    let quotient = scaledQuotient(scaledProduct(seed, index), base, orZero: true)
    return scaledProduct(constant(exponent), quotient)
  }

  private mutating func functionDerivative(
    of index: Index, _ a: Index, times seed: Index
  ) -> Index? {
    let one = constant(1)
    switch self[index].operation {
    case .root:
      return scaledProduct(constant(0.5), scaledQuotient(seed, index, orZero: true))
    case .cbrt:
      let square = multiply(index, index)
      return scaledQuotient(seed, multiply(constant(3), square), orZero: true)
    case .absolute: return scaledProduct(seed, unary(.sign, a))
    case .exp: return scaledProduct(seed, index)
    case .log: return scaledQuotient(seed, a, orZero: false)
    case .sin: return scaledProduct(seed, unary(.cos, a))
    case .cos: return negate(scaledProduct(seed, unary(.sin, a)))
    case .tan: return scaledProduct(seed, add(one, multiply(index, index)))
    case .asin, .acos:
      let root = unary(.root, subtract(one, multiply(a, a)))
      let part = scaledQuotient(seed, root, orZero: false)
      return self[index].operation == .asin ? part : negate(part)
    case .atan: return scaledQuotient(seed, add(one, multiply(a, a)), orZero: false)
    case .sinh: return scaledProduct(seed, unary(.cosh, a))
    case .cosh: return scaledProduct(seed, unary(.sinh, a))
    case .tanh:
      // 1 − tanh² would lose every digit where the function is flat.
      let root = unary(.cosh, a)
      return scaledQuotient(seed, multiply(root, root), orZero: false)
    case .erf:
      let bell = unary(.exp, negate(multiply(a, a)))
      return scaledProduct(scaledProduct(seed, constant(2 / Double.pi.squareRoot())), bell)
    default: return nil
    }
  }

  /// a · b with constant factors drawn together in front: 2·(3·u) is 6·u.
  mutating func scaledProduct(_ a: Index, _ b: Index) -> Index {
    let (left, u) = factored(a)
    let (right, v) = factored(b)
    let factor = left * right
    guard factor.isFinite, factor == 0 || factor.isNormal else { return multiply(a, b) }
    switch (u, v) {
    case (nil, nil): return constant(factor)
    case (let u?, nil), (nil, let u?): return multiply(constant(factor), u)
    case (let u?, let v?): return multiply(constant(factor), multiply(u, v))
    }
  }

  /// a ÷ b with a's constant factor in front.
  mutating func scaledQuotient(_ a: Index, _ b: Index, orZero: Bool) -> Index {
    let (factor, u) = factored(a)
    guard let u else { return orZero ? quotientOrZero(a, b) : divide(a, b) }
    return multiply(constant(factor), orZero ? quotientOrZero(u, b) : divide(u, b))
  }

  /// A node as a constant times the rest; nil is a rest of 1.
  func factored(_ index: Index) -> (factor: Double, rest: Index?) {
    let node = self[index]
    switch node.operation {
    case .constant: return (node.constant, nil)
    case .negate:
      let (factor, rest) = factored(Int(node.a))
      return (-factor, rest)
    case .multiply:
      guard let factor = constant(at: Int(node.a)) else { return (1, index) }
      return (factor, Int(node.b))
    default: return (1, index)
    }
  }
}
