import Complaints
import Suggestions

/// Which arrays of an NPZ file are features and targets, and whether the file has parts of its own.
struct NPZArrays {
  struct Pair {
    var features: String
    var targets: String
  }

  let training: Pair
  /// nil where the file leaves it to a split.
  let validation: Pair?
  let test: Pair?
  /// What nothing is read from.
  let others: [String]

  /// As NumPy's, Keras', scikit-learn's and MedMNIST's users call them.
  static let usual = [
    ("x", "y"), ("X", "y"), ("X", "Y"), ("x_train", "y_train"), ("X_train", "y_train"),
    ("train_images", "train_labels"), ("data", "target"), ("features", "targets"),
    ("features", "labels"), ("images", "labels"), ("data", "labels"), ("inputs", "targets"),
  ].map { Pair(features: $0, targets: $1) }

  /// - Parameters:
  ///   - features: the name that somebody gave, as `targets`; nil for one of the usual names.
  /// - Throws: `DataError` with the arrays that there are.
  init(_ archive: NPZArchive, features: String?, targets: String?) throws(DataError) {
    let names = archive.names
    for case let name? in [features, targets] where !names.contains(name) {
      throw Self.absent(name, in: archive)
    }
    guard let pair = Self.pair(features, targets, names) else {
      throw Self.unclear(archive)
    }
    training = pair
    func part(_ words: [String]) -> Pair? {
      words.lazy.compactMap { Self.sibling(of: pair, $0, names) }.first
    }
    let test = part(["test"]), validation = part(["val", "valid", "validation", "dev"])
    (self.test, self.validation) = (test, validation)
    let used = [pair, test, validation].compactMap(\.self).flatMap { [$0.features, $0.targets] }
    others = names.filter { !used.contains($0) }
  }

  private static func pair(_ features: String?, _ targets: String?, _ names: [String]) -> Pair? {
    if let features, let targets { return Pair(features: features, targets: targets) }
    if let found = usual.first(where: { pair in
      names.contains(pair.features) && names.contains(pair.targets)
        && features ?? pair.features == pair.features && targets ?? pair.targets == pair.targets
    }) {
      return found
    }
    // Of two arrays the other one is meant.
    guard names.count == 2, let named = features ?? targets,
      let other = names.first(where: { $0 != named })
    else { return nil }
    return features == nil
      ? Pair(features: other, targets: named) : Pair(features: named, targets: other)
  }

  /// `x_test` beside `x_train`; nil where the file lacks one of the two arrays.
  private static func sibling(of pair: Pair, _ part: String, _ names: [String]) -> Pair? {
    let features = pair.features.replacing("train", with: part)
    let targets = pair.targets.replacing("train", with: part)
    guard features != pair.features, targets != pair.targets, names.contains(features),
      names.contains(targets)
    else { return nil }
    return Pair(features: features, targets: targets)
  }

  private static func absent(_ name: String, in archive: NPZArchive) -> DataError {
    let nearest = Spelling.nearest(to: name, among: archive.names).first
    let list = list(archive)
    return DataError(
      archive.source, .init("there is no array “\(name)”", "não há o arranjo “\(name)”"),
      remedy: nearest.map {
        .init(
          "did you mean \($0)? It has \(list.english)", "seria \($0)? Ele tem \(list.portuguese)")
      } ?? .init("it has \(list.english)", "ele tem \(list.portuguese)"))
  }

  private static func unclear(_ archive: NPZArchive) -> DataError {
    let list = list(archive)
    return DataError(
      archive.source,
      .init(
        "expected the arrays x and y, or x_train and y_train; it has \(list.english)",
        "esperavam-se os arranjos x e y, ou x_train e y_train; ele tem \(list.portuguese)"),
      remedy: archive.names.isEmpty
        ? .init("numpy.savez(\"data.npz\", x=features, y=targets)")
        : .init(
          "name them by --features and --target", "indique-os com --features e --target"))
  }

  private static func list(_ archive: NPZArchive) -> Sentence {
    archive.names.isEmpty
      ? .init("none", "nenhum") : .init(archive.names.joined(separator: ", "))
  }
}
