import Figures
import LossSurfaces
import Rendering
import Scenes
import Trajectories

/// A picture of a path that is no longer the recorded one.
struct DifferencePicture {
  private let golden: Golden
  private let found: [[Double]]
  private let difference: GoldenDifference

  init(_ golden: Golden, found: [[Double]], _ difference: GoldenDifference) {
    self.golden = golden
    self.found = found
    self.difference = difference
  }

  var name: String { "\(golden.race)-\(golden.fileName).png" }

  /// Nil where there is nothing to draw; a test must not fail for its picture.
  var png: [UInt8]? {
    guard !found.isEmpty, found.allSatisfy({ $0.count == golden.start.count }) else { return nil }
    guard let writer = try? PictureWriter() else { return nil }
    let figure = PathDifferenceFigure(
      golden, found: found, difference: difference, on: surface)
    let scene = figure.scene(size: Size(1200, 900), measuring: writer.shaper)
    return try? writer.bytes(of: scene, as: .png)
  }

  /// The golden's surface where its text is a formula; the files of this package's catalogue are not
  /// there for others, and the paths need none.
  private var surface: LossSurface? {
    guard golden.start.count == 2 else { return nil }
    return try? LossSurface(
      formula: golden.surface, domain: [("x", window(0)), ("y", window(1))])
  }

  private func window(_ index: Int) -> ClosedRange<Double> {
    let numbers = golden.rows.compactMap { $0.point.listed?[index] }.filter(\.isFinite)
    let (low, high) = (numbers.min() ?? -1, numbers.max() ?? 1)
    let margin = high > low ? 0.15 * (high - low) : 1
    return low - margin...high + margin
  }
}
