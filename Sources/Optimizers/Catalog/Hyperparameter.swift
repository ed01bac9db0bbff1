/// One value of an optimizer that can be set by name: what a spec line writes and a legend prints.
public struct Hyperparameter: Sendable {
  public let name: String
  /// What turning it does, in one phrase.
  public let meaning: String
  public let kind: Kind
  let read: @Sendable (any Optimizer) -> HyperparameterValue
  let write: @Sendable (any Optimizer, HyperparameterValue) -> (any Optimizer)?

  public enum Kind: Sendable, Hashable {
    case number(ClosedRange<Double>)
    case whole(ClosedRange<Int>)
    case flag
    case choice([String])
    case numbers(counts: ClosedRange<Int>)
    case rate
    case decay
  }

  public func value(of optimizer: any Optimizer) -> HyperparameterValue { read(optimizer) }

  /// A copy of the optimizer with this value; nil where the value is of the wrong kind or outside
  /// its range.
  public func setting(
    _ value: HyperparameterValue, in optimizer: any Optimizer
  ) -> (any Optimizer)? {
    // `none` is a kind of decay, and a case of some choices.
    if case .choice = kind, value == .decay(.none) { return write(optimizer, .choice("none")) }
    return write(optimizer, value)
  }
}

/// A hyperparameter's value as text can hold it.
public enum HyperparameterValue: Sendable, Hashable {
  case number(Double)
  case flag(Bool)
  case choice(String)
  case numbers([Double])
  case decay(WeightDecay)
}

extension HyperparameterValue: CustomStringConvertible {
  /// As the lab's own spec line writes it; a number reads back to the same bits.
  public var description: String {
    switch self {
    case .number(let number): Self.text(number)
    case .flag(let flag): "\(flag)"
    case .choice(let name): name
    case .numbers(let numbers): "[" + numbers.map(Self.text).joined(separator: ", ") + "]"
    case .decay(.none): "none"
    case .decay(.l2(let strength)): "l2(\(Self.text(strength)))"
    case .decay(.decoupled(let strength)): "decoupled(\(Self.text(strength)))"
    case .decay(.fixed(let strength)): "fixed(\(Self.text(strength)))"
    case .decay(.proximal(let strength)): "proximal(\(Self.text(strength)))"
    }
  }

  static func text(_ number: Double) -> String {
    if let whole = Int(exactly: number), abs(whole) < 1_000_000 { return "\(whole)" }
    return "\(number)"
  }
}

extension Hyperparameter {
  /// A number in a closed range.
  public static func number<Root: Optimizer>(
    _ name: String, _ path: any WritableKeyPath<Root, Double> & Sendable,
    in range: ClosedRange<Double> = 0...(.greatestFiniteMagnitude), _ meaning: String
  ) -> Hyperparameter {
    make(name, path, .number(range), meaning, wrap: { .number($0) }) { value in
      guard case .number(let number) = value, range.contains(number) else { return nil }
      return number
    }
  }

  /// A whole number in a closed range.
  public static func whole<Root: Optimizer>(
    _ name: String, _ path: any WritableKeyPath<Root, Int> & Sendable,
    in range: ClosedRange<Int> = 0...Int.max, _ meaning: String
  ) -> Hyperparameter {
    make(name, path, .whole(range), meaning, wrap: { .number(Double($0)) }) { value in
      guard case .number(let number) = value, let whole = Int(exactly: number),
        range.contains(whole)
      else { return nil }
      return whole
    }
  }

  /// A switch.
  public static func flag<Root: Optimizer>(
    _ name: String, _ path: any WritableKeyPath<Root, Bool> & Sendable, _ meaning: String
  ) -> Hyperparameter {
    make(name, path, .flag, meaning, wrap: { .flag($0) }) { value in
      guard case .flag(let flag) = value else { return nil }
      return flag
    }
  }

  /// One of the cases of an enumeration.
  public static func choice<Root: Optimizer, Choice>(
    _ name: String, _ path: any WritableKeyPath<Root, Choice> & Sendable, _ meaning: String
  ) -> Hyperparameter
  where Choice: RawRepresentable<String> & CaseIterable & Sendable {
    let kind = Kind.choice(Choice.allCases.map(\.rawValue))
    return make(name, path, kind, meaning, wrap: { .choice($0.rawValue) }) { value in
      guard case .choice(let name) = value else { return nil }
      return Choice(rawValue: name)
    }
  }

  /// A list of numbers whose length is within `counts`.
  public static func numbers<Root: Optimizer>(
    _ name: String, _ path: any WritableKeyPath<Root, [Double]> & Sendable,
    counts: ClosedRange<Int> = 0...Int.max,
    _ meaning: String
  ) -> Hyperparameter {
    make(name, path, .numbers(counts: counts), meaning, wrap: { .numbers($0) }) { value in
      guard case .numbers(let numbers) = value, counts.contains(numbers.count) else {
        return nil
      }
      return numbers
    }
  }

  /// The learning rate: every optimizer's first hyperparameter.
  public static func rate<Root: Optimizer>(_ root: Root.Type) -> Hyperparameter {
    make(
      "learningRate", \Root.learningRate.base, .rate, "the size of a step", wrap: { .number($0) }
    ) { value in
      guard case .number(let number) = value, number >= 0, number.isFinite else { return nil }
      return number
    }
  }

  /// Weight decay; a plain number keeps the kind of decay that the optimizer has, or means L2.
  public static func decay<Root: ElementwiseOptimizer>(_ root: Root.Type) -> Hyperparameter {
    decay(\Root.weightDecay)
  }

  public static func decay<Root: Optimizer>(
    _ path: any WritableKeyPath<Root, WeightDecay> & Sendable
  ) -> Hyperparameter {
    Hyperparameter(
      name: "weightDecay", meaning: "pulls the parameters towards zero", kind: .decay,
      read: { .decay(($0 as? Root)?[keyPath: path] ?? .none) },
      write: { optimizer, value in
        guard var copy = optimizer as? Root else { return nil }
        switch value {
        case .decay(let decay) where decay.strength >= 0: copy[keyPath: path] = decay
        case .number(let strength) where strength >= 0:
          copy[keyPath: path] = copy[keyPath: path].with(strength: strength)
        default: return nil
        }
        return copy
      })
  }

  private static func make<Root: Optimizer, Value>(
    _ name: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ kind: Kind,
    _ meaning: String, wrap: @escaping @Sendable (Value) -> HyperparameterValue,
    unwrap: @escaping @Sendable (HyperparameterValue) -> Value?
  ) -> Hyperparameter {
    Hyperparameter(
      name: name, meaning: meaning, kind: kind,
      read: { optimizer in
        guard let root = optimizer as? Root else {
          preconditionFailure("\(name) belongs to \(Root.self), not to \(type(of: optimizer))")
        }
        return wrap(root[keyPath: path])
      },
      write: { optimizer, value in
        guard var copy = optimizer as? Root, let unwrapped = unwrap(value) else { return nil }
        copy[keyPath: path] = unwrapped
        return copy
      })
  }
}
