import Scenes

/// Paints an image stretched over a box of pixels.
struct ImagePainter {
  private let image: Image
  private let box: Rectangle
  private let pixels: UnsafeMutablePointer<UInt32>
  private let width: Int

  init(_ image: Image, _ box: Rectangle, _ pixels: UnsafeMutablePointer<UInt32>, _ width: Int) {
    self.image = image
    self.box = box
    self.pixels = pixels
    self.width = width
  }

  func paint(_ clip: PixelBox) {
    guard box.minX.isFinite, box.minY.isFinite, box.width > 0, box.height > 0,
      box.width.isFinite, box.height.isFinite
    else { return }
    let area = PixelBox(box, within: clip)
    guard !area.isEmpty, !clip.isEmpty else { return }
    let columns = (area.minX..<area.maxX).map { x in
      sample(at: (Double(x) + 0.5 - box.minX) / box.width, of: image.width)
    }
    image.pixels.withUnsafeBufferPointer { source in
      for y in area.minY..<area.maxY {
        let row = sample(at: (Double(y) + 0.5 - box.minY) / box.height, of: image.height)
        let line = pixels + y * width + area.minX
        for (index, column) in columns.enumerated() {
          let color =
            image.isSmooth ? mix(source, column, row) : source[row.near * image.width + column.near]
          guard color.alpha > 0 else { continue }
          line[index] =
            color.alpha == 255
            ? color.pixel : PixelBlend.over(color.pixel, line[index], UInt32(color.alpha))
        }
      }
    }
  }

  private struct Sample {
    var near: Int
    var first: Int
    var second: Int
    var fraction: Double
  }

  private func sample(at place: Double, of count: Int) -> Sample {
    let last = Double(count - 1)
    let position = min(max(place * Double(count) - 0.5, 0), last)
    let first = Int(position)
    return Sample(
      near: Int(min(max(place * Double(count), 0), last)), first: first,
      second: min(first + 1, count - 1), fraction: position - Double(first))
  }

  private func mix(
    _ source: UnsafeBufferPointer<Color>, _ column: Sample, _ row: Sample
  ) -> Color {
    func channel(_ key: KeyPath<Color, UInt8>) -> UInt8 {
      func value(_ y: Int, _ x: Int) -> Double { Double(source[y * image.width + x][keyPath: key]) }
      func along(_ y: Int) -> Double {
        value(y, column.first) * (1 - column.fraction) + value(y, column.second) * column.fraction
      }
      return UInt8(
        (along(row.first) * (1 - row.fraction) + along(row.second) * row.fraction).rounded())
    }
    return Color(
      red: channel(\.red), green: channel(\.green), blue: channel(\.blue), alpha: channel(\.alpha))
  }
}
