extension Hyperparameter {
  /// A learning rate that a schedule reaches.
  static func level<Root: Configurable>(
    _ name: String, _ path: any WritableKeyPath<Root, Level> & Sendable, _ meaning: String
  ) -> Hyperparameter {
    make(name, path, .level, meaning, wrap: { .level($0) }) { value in
      switch value {
      case .level(.share(let number)), .level(.rate(let number)):
        guard number >= 0, number.isFinite, case .level(let level) = value else { return nil }
        return level
      case .number(let share) where share >= 0 && share.isFinite: return .share(share)
      default: return nil
      }
    }
  }

  /// A list of schedules within a schedule, of a fixed length where `count` says so.
  static func schedules<Root: Configurable>(
    _ name: String, _ path: any WritableKeyPath<Root, [ScheduleSpec]> & Sendable, count: Int?,
    _ meaning: String
  ) -> Hyperparameter {
    make(name, path, .schedules(count: count), meaning, wrap: { .schedules($0) }) { value in
      guard case .schedules(let specs) = value, !specs.isEmpty, count == nil || specs.count == count
      else { return nil }
      return specs
    }
  }
}
