import Complaints
import Suggestions

/// A schedule as somebody wrote it, in our words or a library's: `cosine(0.1, over: 200)`.
///
/// Without a base rate it shapes whatever rate an optimizer has.
public struct ScheduleSpec: Sendable {
  /// The rate that the line states; nil where it leaves that to the optimizer.
  public var base: Double?
  /// Nil for a constant rate.
  public var rule: (any ScheduleRule)?
  /// What the driver has to feed with losses, instead of a rule.
  public var plateau: ReduceOnPlateau?

  public init(base: Double? = nil, _ rule: (any ScheduleRule)? = nil) {
    self.base = base
    self.rule = rule is ConstantSchedule ? nil : rule
  }

  public init(base: Double? = nil, plateau: ReduceOnPlateau) {
    self.base = base
    self.plateau = plateau
  }

  /// Reads a line of any dialect.
  /// - Throws: where the line breaks off, names nothing known, or holds a value out of range.
  public init(_ line: String) throws(SpecError) {
    try self.init(try SpecParser.parse(line), position: 0, line: line)
  }

  /// Reads a line for a run of that many steps: one of our schedules that is as long as the run
  /// takes its length from there, where the line states none.
  public init(_ line: String, horizon: Int) throws(SpecError) {
    var call = try SpecParser.parse(line)
    if let rule = ScheduleCatalog.entry(call.name)?.prototype, type(of: rule).spansRun,
      !call.arguments.contains(where: { $0.label == "over" }),
      call.arguments.count(where: { $0.label == nil }) < 2
    {
      call.arguments.append(
        .init(label: "over", value: .number(Double(horizon)), position: line.count))
    }
    try self.init(call, position: 0, line: line)
  }

  /// The schedule of an optimizer whose own rate is `base`.
  public func schedule(base own: Double) -> Schedule { Schedule(base ?? own, rule) }

  /// The rate after `step` updates, where the schedule around this one has reached `outer`.
  public func rate(at step: Int, base outer: Double) -> Double {
    let base = base ?? outer
    return rule?.rate(at: step, base: base) ?? base
  }
}

extension ScheduleSpec: CustomStringConvertible, Hashable {
  /// In our own words: what differs from the catalogue's values is written out.
  public var description: String {
    let (key, differences): (String, [(name: String, value: HyperparameterValue)])
    if let plateau {
      (key, differences) = ("reduceOnPlateau", plateau.differences(from: ReduceOnPlateau()))
    } else if let rule {
      let entry = type(of: rule).entry
      (key, differences) = (entry.key, rule.differences(from: entry.prototype))
    } else {
      (key, differences) = ("constant", [])
    }
    var arguments = differences.map { "\($0.name): \($0.value)" }
    if let base { arguments.insert(HyperparameterValue.text(base), at: 0) }
    return arguments.isEmpty ? key : "\(key)(\(arguments.joined(separator: ", ")))"
  }

  public static func == (a: ScheduleSpec, b: ScheduleSpec) -> Bool {
    a.description == b.description
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension ScheduleSpec {
  /// Reads a call within a line that begins at `position`.
  init(_ call: SpecCall, position: Int?, line: String) throws(SpecError) {
    if let spec = try ScheduleDialects.spec(for: call, position: position, line: line) {
      self = spec
      return
    }
    var call = call
    var base: Double?
    if let first = call.arguments.first, first.label == nil, case .number(let number) = first.value
    {
      guard number >= 0, number.isFinite else {
        throw SpecError(
          line: line, position: first.position,
          "the base rate is \(first.value), but it must be a finite number of at least 0")
      }
      base = number
      call.arguments.removeFirst()
    }
    if call.name == "reduceOnPlateau" {
      let plateau = try call.configure(ReduceOnPlateau(), name: call.name, line: line)
      self.init(base: base, plateau: plateau)
      return
    }
    guard let entry = ScheduleCatalog.entry(call.name) else {
      let names = ScheduleCatalog.entries.map(\.key) + ["reduceOnPlateau"]
      throw SpecError(
        line: line, position: position,
        Sentence("no schedule is called \(call.name)", "nenhum esquema se chama \(call.name)")
          + (Spelling.suggestion(call.name, among: names) ?? Sentence(";"))
          + Sentence(
            " 'descent list schedules' shows all", " 'descent list schedules' mostra todos"))
    }
    self.init(base: base, try call.configure(entry.prototype, name: entry.key, line: line))
  }
}
