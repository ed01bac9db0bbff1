import LossSurfaces
import ReproducibleMath
import Scenes

/// A map of a surface of two parameters in half blocks, two colours a letter.
struct TerminalPicture {
  private let surface: LossSurface
  private static let columns = 64
  private static let rows = 44
  private static let bands = 14

  /// Nil for a surface that is no map.
  init?(_ surface: LossSurface) {
    guard surface.dimension == 2 else { return nil }
    self.surface = surface
  }

  /// A line of letters each, from the top.
  var lines: [String] {
    let levels = levels
    let colors = Theme(.dark, for: Size(800, 600)).colors.field.colors(Self.bands)
    let marks = marks
    return stride(from: 0, to: Self.rows, by: 2).map { row in
      let letters = (0..<Self.columns).map { column in
        func color(_ row: Int) -> (red: Int, green: Int, blue: Int) {
          if marks.contains(row * Self.columns + column) { return (255, 255, 255) }
          let color = colors[levels[row * Self.columns + column]]
          return (
            Int(color.red), Int(color.green), Int(color.blue)
          )
        }
        let (top, bottom) = (color(row), color(row + 1))
        return "\u{1B}[38;2;\(top.red);\(top.green);\(top.blue)m"
          + "\u{1B}[48;2;\(bottom.red);\(bottom.green);\(bottom.blue)m▀"
      }
      return letters.joined() + "\u{1B}[0m"
    }
  }

  /// The band of each place, as many places in one as in another.
  private var levels: [Int] {
    var surface = surface
    let values = (0..<Self.rows).flatMap { row in
      (0..<Self.columns).map { column in
        surface.value(
          at: [place(column, Self.columns, 0), place(Self.rows - 1 - row, Self.rows, 1)].span)
      }
    }
    let sorted = values.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return values.map { _ in 0 } }
    let bounds = (1..<Self.bands).map { sorted[sorted.count * $0 / Self.bands] }
    return values.map { value in
      value.isFinite ? bounds.count { $0 <= value } : Self.bands - 1
    }
  }

  /// Where the minima are, as indices of places.
  private var marks: Set<Int> {
    let places = surface.card.minima.compactMap { minimum -> Int? in
      let column = index(minimum.at[0], Self.columns, 0)
      let row = index(minimum.at[1], Self.rows, 1)
      guard let column, let row else { return nil }
      return (Self.rows - 1 - row) * Self.columns + column
    }
    return Set(places)
  }

  private func place(_ index: Int, _ count: Int, _ axis: Int) -> Double {
    let interval = surface.card.domain[axis]
    let share = (Double(index) + 0.5) / Double(count)
    return interval.lowerBound + share * (interval.upperBound - interval.lowerBound)
  }

  private func index(_ number: Double, _ count: Int, _ axis: Int) -> Int? {
    let interval = surface.card.domain[axis]
    guard interval.contains(number) else { return nil }
    let share = (number - interval.lowerBound) / (interval.upperBound - interval.lowerBound)
    return min(count - 1, Int(share * Double(count)))
  }
}
