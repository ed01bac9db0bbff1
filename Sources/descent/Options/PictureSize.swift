import ArgumentParser
import Scenes

/// How large a picture is: by what it is for, or in pixels.
enum PictureSize: Hashable {
  /// A slide of 16 to 9.
  case slide
  /// One column of a paper, 252 points wide; best as PDF or SVG.
  case paper
  /// A square, for a post.
  case post
  case pixels(width: Int, height: Int)

  /// The scene's size: pixels, but for a paper two thirds of a point, since print shows letters that
  /// a screen cannot.
  var size: Size {
    switch self {
    case .slide: Size(1920, 1080)
    case .paper: Size(378, 558)
    case .post: Size(1080, 1080)
    case .pixels(let width, let height): Size(Double(width), Double(height))
    }
  }

  /// The pixels of a PNG for each unit: a printer needs 300 an inch.
  var pixelsPerUnit: Double { self == .paper ? 300 / 72 * pointsPerUnit : 1 }

  /// The length of a unit in an SVG or PDF.
  var pointsPerUnit: Double { self == .paper ? 252 / 378.0 : 1 }
}

extension PictureSize: ExpressibleByArgument, CustomStringConvertible {
  private static let names: [(name: String, size: PictureSize)] = [
    ("slide", .slide), ("paper", .paper), ("post", .post),
  ]

  init?(argument: String) {
    if let named = Self.names.first(where: { $0.name == argument.lowercased() }) {
      self = named.size
      return
    }
    let parts = argument.split(separator: "x").map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1],
      (200...20_000).contains(width), (150...20_000).contains(height)
    else { return nil }
    self = .pixels(width: width, height: height)
  }

  var description: String {
    switch self {
    case .slide, .paper, .post: Self.names.first { $0.size == self }?.name ?? ""
    case .pixels(let width, let height): "\(width)x\(height)"
    }
  }
}
