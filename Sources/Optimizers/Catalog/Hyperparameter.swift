/// One value of an optimizer, a schedule or a transform that can be set by name: what a spec line writes and a legend prints.
public struct Hyperparameter: Sendable {
  public let name: String
  /// What turning it does, in one phrase.
  public let meaning: String
  public let kind: Kind
  let read: @Sendable (any Configurable) -> HyperparameterValue
  let write: @Sendable (any Configurable, HyperparameterValue) -> (any Configurable)?

  public enum Kind: Sendable, Hashable {
    case number(ClosedRange<Double>)
    case whole(ClosedRange<Int>)
    case flag
    case choice([String])
    case numbers(counts: ClosedRange<Int>)
    case rate
    case decay
    case level
    case schedules(count: Int?)
  }

  public func value(of owner: any Configurable) -> HyperparameterValue { read(owner) }

  /// A copy of the owner with this value; nil where the value is of the wrong kind or outside its
  /// range.
  public func setting<Owner: Configurable>(
    _ value: HyperparameterValue, in owner: Owner
  ) -> Owner? {
    // `none` is a kind of decay, and a case of some choices.
    if case .choice = kind, value == .decay(.none) {
      return write(owner, .choice("none")) as? Owner
    }
    return write(owner, value) as? Owner
  }
}

/// A hyperparameter's value as text can hold it.
public enum HyperparameterValue: Sendable, Hashable {
  case number(Double)
  case flag(Bool)
  case choice(String)
  case numbers([Double])
  case decay(WeightDecay)
  case level(Level)
  case schedules([ScheduleSpec])
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
    case .level(.share(let share)): Self.text(share)
    case .level(.rate(let rate)): "rate(\(Self.text(rate)))"
    case .schedules(let schedules) where schedules.count == 1: schedules[0].description
    case .schedules(let schedules):
      "[" + schedules.map(\.description).joined(separator: ", ") + "]"
    }
  }

  static func text(_ number: Double) -> String {
    if let whole = Int(exactly: number), abs(whole) < 1_000_000 { return "\(whole)" }
    return "\(number)"
  }
}

extension Hyperparameter {
  /// A number in a closed range.
  public static func number<Root: Configurable>(
    _ name: String, _ path: any WritableKeyPath<Root, Double> & Sendable,
    in range: ClosedRange<Double> = 0...(.greatestFiniteMagnitude), _ meaning: String
  ) -> Hyperparameter {
    make(name, path, .number(range), meaning, wrap: { .number($0) }) { value in
      guard case .number(let number) = value, range.contains(number) else { return nil }
      return number
    }
  }

  /// A whole number in a closed range.
  public static func whole<Root: Configurable>(
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
  public static func flag<Root: Configurable>(
    _ name: String, _ path: any WritableKeyPath<Root, Bool> & Sendable, _ meaning: String
  ) -> Hyperparameter {
    make(name, path, .flag, meaning, wrap: { .flag($0) }) { value in
      guard case .flag(let flag) = value else { return nil }
      return flag
    }
  }

  /// One of the cases of an enumeration.
  public static func choice<Root: Configurable, Choice>(
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
  public static func numbers<Root: Configurable>(
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
    Hyperparameter(
      name: "learningRate", meaning: "the size of a step", kind: .rate,
      read: { owner in
        guard let schedule = (owner as? Root)?.learningRate else { return .number(0) }
        guard let rule = schedule.rule else { return .number(schedule.base) }
        return .schedules([ScheduleSpec(base: schedule.base, rule)])
      },
      write: { owner, value in
        guard var copy = owner as? Root else { return nil }
        switch value {
        case .number(let number): copy.learningRate.base = number
        case .schedules(let specs) where specs.count == 1:
          copy.learningRate = specs[0].schedule(base: copy.learningRate.base)
        default: return nil
        }
        guard copy.learningRate.base >= 0, copy.learningRate.base.isFinite else { return nil }
        return copy
      })
  }

  /// Weight decay; a plain number keeps the kind of decay that the optimizer has, or means L2.
  public static func decay<Root: ElementwiseOptimizer>(_ root: Root.Type) -> Hyperparameter {
    decay(\Root.weightDecay)
  }

  public static func decay<Root: Configurable>(
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

  static func make<Root: Configurable, Value>(
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
