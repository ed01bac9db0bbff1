/// A recorded run that later code must repeat: what ran, and where it went.
public struct Golden: Sendable, Hashable {
  /// The race that the run belongs to.
  public var race: String
  /// The catalogue's key, or a formula.
  public var surface: String
  /// The fingerprint of the surface's formula.
  public var surfaceHash: String
  public var start: [Double]
  public var steps: Int
  /// The spec line, as it was written.
  public var spec: String
  public var outcome: String
  public var evaluations: Int
  /// How far the path moves, relatively, where the start moves by one ulp: the reason of a tolerance.
  ///
  /// One number for the steps up to 1, up to 10, up to 100 …, since a path may grow wild late.
  public var sensitivities: [Double]
  /// Over every point of the path, also those that are not listed.
  public var pathHash: String
  /// Over the optimizer's memory after the last step.
  public var stateHash: String
  public var slotNames: [String]
  /// The first fifty points, then ever fewer, and the last.
  public var rows: [Row]

  /// One listed step.
  public struct Row: Sendable, Hashable {
    public var step: Int
    public var point: Numbers
    /// One a slot, or one for all of them where they are many.
    public var slots: [Numbers]
  }

  /// Numbers of a row, or their hash where they would make the file long.
  public enum Numbers: Sendable, Hashable {
    case listed([Double])
    case hashed(String)

    public var listed: [Double]? {
      if case .listed(let numbers) = self { numbers } else { nil }
    }
  }
}

extension Golden {
  /// How far one ulp at the start moves the path, up to a step.
  public func sensitivity(upTo step: Int) -> Double {
    let index = min(Self.decade(of: step), sensitivities.count - 1)
    return index < 0 ? 0 : sensitivities[index]
  }

  /// 0 for steps up to 1, 1 up to 10, 2 up to 100.
  static func decade(of step: Int) -> Int {
    var (decade, end) = (0, 1)
    while end < step { (decade, end) = (decade + 1, end * 10) }
    return decade
  }

  /// The same race, optimizer and length, whatever the steps were.
  public func records(_ other: Golden) -> Bool {
    race == other.race && surface == other.surface && start == other.start && steps == other.steps
      && spec == other.spec
  }

  /// The spec line as a file's name without its ending.
  public var fileName: String { Self.fileName(of: spec) }

  static func fileName(of spec: String) -> String {
    var name = ""
    for character in spec {
      let isPlain = character.isASCII && (character.isLetter || character.isNumber)
      if isPlain || "._=".contains(character) {
        name.append(character)
      } else if character == "-" || name.last != "-" {
        name.append("-")
      }
    }
    while name.last == "-" { name.removeLast() }
    guard name.count > 80 else { return name }
    var hash = PathHash()
    hash.combine(spec)
    return "\(name.prefix(70))-\(hash.short)"
  }
}
