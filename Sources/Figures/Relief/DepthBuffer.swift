import Scenes

/// An image that remembers how far away each of its pixels is, so that the nearest one is kept.
struct DepthBuffer {
  let width: Int
  let height: Int
  private(set) var depths: [Double]
  /// What each pixel's triangle was painted with: light from 0 to 1, and height.
  private(set) var lights: [Double]
  private(set) var heights: [Double]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    depths = Array(repeating: .infinity, count: width * height)
    lights = Array(repeating: 0, count: width * height)
    heights = Array(repeating: 0, count: width * height)
  }

  /// A corner in pixels, with what is interpolated between corners.
  struct Corner {
    var x: Double
    var y: Double
    var depth: Double
    var light: Double
    var height: Double
  }

  /// Paints a triangle where it is nearer than what is there.
  mutating func paint(_ a: Corner, _ b: Corner, _ c: Corner) {
    let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    guard abs(area) > 1e-12 else { return }
    let left = max(0, Int((min(a.x, b.x, c.x) - 0.5).rounded(.up)))
    let right = min(width - 1, Int((max(a.x, b.x, c.x) - 0.5).rounded(.down)))
    let top = max(0, Int((min(a.y, b.y, c.y) - 0.5).rounded(.up)))
    let bottom = min(height - 1, Int((max(a.y, b.y, c.y) - 0.5).rounded(.down)))
    guard left <= right, top <= bottom else { return }
    for row in top...bottom {
      let y = Double(row) + 0.5
      for column in left...right {
        let x = Double(column) + 0.5
        let first = ((b.x - x) * (c.y - y) - (b.y - y) * (c.x - x)) / area
        let second = ((c.x - x) * (a.y - y) - (c.y - y) * (a.x - x)) / area
        let third = 1 - first - second
        // A pixel on an edge belongs to both triangles, so that no gap is left between them.
        guard first >= -1e-9, second >= -1e-9, third >= -1e-9 else { continue }
        let depth = first * a.depth + second * b.depth + third * c.depth
        let index = row * width + column
        guard depth < depths[index] else { continue }
        depths[index] = depth
        lights[index] = first * a.light + second * b.light + third * c.light
        heights[index] = first * a.height + second * b.height + third * c.height
      }
    }
  }

  /// Whether something at a pixel and a depth is in sight; outside the image everything is.
  func shows(_ x: Double, _ y: Double, depth: Double, tolerance: Double) -> Bool {
    guard x >= 0, y >= 0, x < Double(width), y < Double(height) else { return true }
    return depth <= depths[Int(y) * width + Int(x)] + tolerance
  }
}
