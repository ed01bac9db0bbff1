public import ReproducibleMath

/// Random changes to a picture that leave its meaning alone.
public struct Augmentation: Sendable, Hashable, Codable {
  /// The largest shift, as a part of the height and of the width.
  public var shift = 0.0
  /// The largest turn to either side, in degrees.
  public var rotation = 0.0
  /// The largest change of size: 0.1 draws from 0.9…1.1.
  public var zoom = 0.0
  /// Left and right change places in half of the cases.
  public var flips = false
  /// The standard deviation of what is added to each pixel.
  public var noise = 0.0

  public init() {}

  public var isIdentity: Bool { self == Augmentation() }

  private var isGeometric: Bool { shift != 0 || rotation != 0 || zoom != 0 || flips }

  /// Changes `pixels` in place; what lies outside the picture is taken from its nearest edge.
  ///
  /// The same stream makes the same change, so an example's change in an epoch does not depend on
  /// the order of the batches.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func apply<Number: Real>(
    to pixels: inout MutableSpan<Number>, shape: ImageShape, random: inout RandomStream,
    scratch: inout [Number]
  ) {
    if isGeometric {
      scratch.removeAll(keepingCapacity: true)
      for index in pixels.indices { scratch.append(pixels[index]) }
      let map = InverseMap(self, shape: shape, random: &random)
      for row in 0..<shape.rows {
        for column in 0..<shape.columns {
          let source = map.source(row: row, column: column)
          pixels[row * shape.columns + column] = Self.sample(
            scratch, shape, row: source.row, column: source.column)
        }
      }
    }
    if noise != 0 {
      for index in pixels.indices { pixels[index] += Number(noise * random.normal()) }
    }
  }

  /// Between the four nearest pixels.
  private static func sample<Number: Real>(
    _ pixels: [Number], _ shape: ImageShape, row: Double, column: Double
  ) -> Number {
    let row = min(max(row, 0), Double(shape.rows - 1))
    let column = min(max(column, 0), Double(shape.columns - 1))
    let top = Int(row), left = Int(column)
    let bottom = min(top + 1, shape.rows - 1), right = min(left + 1, shape.columns - 1)
    let down = Number(row - Double(top)), across = Number(column - Double(left))
    func pixel(_ row: Int, _ column: Int) -> Number { pixels[row * shape.columns + column] }
    let upper = pixel(top, left) + across * (pixel(top, right) - pixel(top, left))
    let lower = pixel(bottom, left) + across * (pixel(bottom, right) - pixel(bottom, left))
    return upper + down * (lower - upper)
  }

  /// Where in the old picture a pixel of the new one comes from.
  private struct InverseMap {
    let centerRow, centerColumn, shiftRows, shiftColumns, cosine, sine: Double
    let mirror: Double

    init(_ change: Augmentation, shape: ImageShape, random: inout RandomStream) {
      func draw(_ limit: Double) -> Double { limit * (2 * random.uniform() - 1) }
      centerRow = Double(shape.rows - 1) / 2
      centerColumn = Double(shape.columns - 1) / 2
      shiftRows = draw(change.shift) * Double(shape.rows)
      shiftColumns = draw(change.shift) * Double(shape.columns)
      let angle = draw(change.rotation) * .pi / 180
      let size = 1 + draw(change.zoom)
      cosine = BlockFunction.cos(angle) / size
      sine = BlockFunction.sin(angle) / size
      mirror = change.flips && random.uniform() < 0.5 ? -1 : 1
    }

    func source(row: Int, column: Int) -> (row: Double, column: Double) {
      let y = Double(row) - centerRow - shiftRows
      let x = Double(column) - centerColumn - shiftColumns
      return (
        cosine * y - sine * x + centerRow, mirror * (sine * y + cosine * x) + centerColumn
      )
    }
  }
}
