import ArgumentParser
import FoundationEssentials
import LossSurfaces

/// Where surfaces come from and which point of them is meant.
struct SurfaceOptions: ParsableArguments {
  @Option(name: .customLong("surfaces"), help: "A folder with more surface files.")
  var folder: String?

  @Option(help: "How many parameters, where a surface exists in more than one dimension.")
  var dimensions: Int?

  @Option(help: "Which instance of a surface that has several, such as bbob-f8; 1 if not given.")
  var instance: Int?

  @Option(
    parsing: .unconditional,
    help: "The window that is shown, of a formula or surface: lowest and highest x, then y.")
  var domain: NumberList?

  /// The catalogue's surface of that name, or else the name read as a formula.
  func surface(_ name: String) throws -> LossSurface {
    do {
      let surface = try catalog.surface(
        named: name, dimension: dimensions, instance: instance)
      return try domain.map { try Self.window($0, on: surface) } ?? surface
    } catch let error as SurfaceCatalog.LookupError {
      guard case .unknown = error, Self.looksLikeFormula(name) else { throw error }
      return try formulaSurface(name)
    }
  }

  /// A formula in x and y, or in `x[1]` … `x[n]`; the window is −5 … 5 where none is given.
  private func formulaSurface(_ text: String) throws -> LossSurface {
    let intervals = try domain.map(Self.intervals) ?? []
    let count = dimensions ?? max(intervals.count, intervals.isEmpty ? 2 : 1)
    guard intervals.isEmpty || intervals.count == count else {
      throw WrongRequest("--domain has \(intervals.count) intervals, but --dimensions is \(count)")
    }
    if text.contains("[") || count != 2 {
      return try LossSurface(
        formula: text, domain: [("x", intervals.first ?? -5...5)], dimension: count)
    }
    let window = intervals.isEmpty ? [-5...5, -5...5] : intervals
    return try LossSurface(formula: text, domain: [("x", window[0]), ("y", window[1])])
  }

  var catalog: SurfaceCatalog {
    SurfaceCatalog(directories: (folder.map { [$0] } ?? []) + [HomeFolder.path("surfaces")])
  }

  private static func looksLikeFormula(_ text: String) -> Bool {
    text.contains { "^*+/()=²³".contains($0) || $0.isNumber }
  }

  private static func window(_ list: NumberList, on surface: LossSurface) throws -> LossSurface {
    var windowed = surface
    windowed.card.domain = try intervals(list)
    guard windowed.card.domain.count == surface.dimension else {
      throw WrongRequest(
        "--domain \(list.text) has \(list.numbers.count) numbers; expected a lowest and a highest "
          + "for each of \(surface.dimension) parameters")
    }
    return windowed
  }

  /// Pairs of a lowest and a highest number.
  private static func intervals(_ list: NumberList) throws -> [ClosedRange<Double>] {
    let numbers = list.numbers
    let pairs = stride(from: 0, to: numbers.count - 1, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
    guard numbers.count % 2 == 0, numbers.allSatisfy(\.isFinite), pairs.allSatisfy({ $0 < $1 })
    else {
      throw WrongRequest(
        "--domain \(list.text): expected pairs of a lowest and a higher number, as in -5,5,-5,5")
    }
    return pairs.map { $0...$1 }
  }
}

/// Numbers separated by commas, as in `1,1.5`.
struct NumberList: ExpressibleByArgument {
  let text: String
  let numbers: [Double]

  init?(argument: String) {
    text = argument
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0.trimming(while: \.isWhitespace)) }
    guard numbers.count == parts.count else { return nil }
    self.numbers = numbers
  }
}

extension Substring {
  fileprivate func trimming(while isOutside: (Character) -> Bool) -> Substring {
    var text = self
    while let first = text.first, isOutside(first) { text.removeFirst() }
    while let last = text.last, isOutside(last) { text.removeLast() }
    return text
  }
}
