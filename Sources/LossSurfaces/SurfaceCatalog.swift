import FoundationEssentials
import Suggestions
public import YAMLFiles

/// The surfaces in a list of directories; a name found in an earlier one hides those in later ones.
public struct SurfaceCatalog: Sendable {
  public let directories: [String]

  public init(directories: [String]) { self.directories = directories }

  /// Why there is no surface to give.
  public enum LookupError: Error, Sendable, CustomStringConvertible {
    case unknown(name: String, nearest: [String], directories: [String])
    case broken(YAMLFileError)

    public var description: String {
      switch self {
      case .unknown(let name, let nearest, let directories):
        let hint =
          nearest.isEmpty
          ? "`descent list surfaces` prints all names"
          : "did you mean \(nearest.joined(separator: ", "))?"
        return "no surface “\(name)” in \(directories.joined(separator: ", ")); \(hint)"
      case .broken(let error): return error.description
      }
    }
  }

  /// What the command line calls a surface of that name: “Three-hump camel” is three-hump-camel.
  public static func key(of name: String) -> String {
    let words = name.lowercased().split { $0.isWhitespace || $0 == "_" || $0 == "-" }
    return words.joined(separator: "-")
  }

  /// All surfaces in the order of their keys, and what is wrong with the other files.
  public func all() -> (surfaces: [LossSurface], problems: [YAMLFileError]) {
    var surfaces: [LossSurface] = []
    var problems: [YAMLFileError] = []
    for file in files {
      do {
        surfaces.append(try read(file, dimension: nil))
      } catch {
        problems.append(error)
      }
    }
    return (surfaces, problems)
  }

  /// The names that the command line takes, in order.
  public var keys: [String] { files.map(\.key) }

  /// Reads one surface, and no other file, unless no file has its name.
  public func surface(
    named name: String, dimension: Int? = nil, instance: Int? = nil
  ) throws(LookupError) -> LossSurface {
    let files = files
    let key = Self.key(of: name)
    if let file = files.first(where: { $0.key == key }) {
      do {
        return try read(file, dimension: dimension, instance: instance)
      } catch {
        throw .broken(error)
      }
    }
    let namesake = all().surfaces.first { surface in
      ([surface.card.name] + surface.card.names.translations.map(\.text))
        .contains { Self.key(of: $0) == key }
    }
    if let key = namesake?.card.key {
      return try surface(named: key, dimension: dimension, instance: instance)
    }
    let nearest = Spelling.nearest(to: key, among: files.map(\.key))
    throw .unknown(name: name, nearest: nearest, directories: directories)
  }

  /// The data sets that travel with the program: beside its own surfaces, the last of the folders.
  private var datasets: String {
    let folders = directories.reversed().map { "\($0)/../datasets" }
    return folders.first(where: FileManager.default.fileExists(atPath:)) ?? "datasets"
  }

  private struct File {
    let key: String
    let path: String
  }

  private var files: [File] {
    var files: [File] = []
    for directory in directories {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
      for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        let key = Self.key(of: String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)]))
        guard !files.contains(where: { $0.key == key }) else { continue }
        files.append(File(key: key, path: "\(directory)/\(name)"))
      }
    }
    return files.sorted { $0.key < $1.key }
  }

  /// Longer than any surface; a file that is longer is something else.
  private static let longestFile = 1_000_000

  private func read(
    _ file: File, dimension: Int?, instance: Int? = nil
  ) throws(YAMLFileError) -> LossSurface {
    let text: String
    do {
      let data = try Data(contentsOf: URL(filePath: file.path))
      guard data.count <= Self.longestFile else {
        throw YAMLFileError(
          file: file.path, message: "longer than \(Self.longestFile) bytes; not a surface")
      }
      guard let decoded = String(validating: data, as: UTF8.self) else {
        throw YAMLFileError(file: file.path, message: "not text in UTF-8")
      }
      text = decoded
    } catch let error as YAMLFileError {
      throw error
    } catch {
      throw YAMLFileError(file: file.path, message: "cannot be read: \(error)")
    }
    return try SurfaceFile.surface(
      text: text, file: file.path, key: file.key, dimension: dimension, instance: instance,
      datasets: datasets)
  }
}
