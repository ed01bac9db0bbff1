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
        return "\u{1B}[38;\(Self.code(color(row)))m\u{1B}[48;\(Self.code(color(row + 1)))m▀"
      }
      return letters.joined() + "\u{1B}[0m"
    }
  }

  /// A colour as a terminal takes it: whole, or the nearest of its 240 where it has no more.
  private static func code(_ color: (red: Int, green: Int, blue: Int)) -> String {
    if Console.showsAllColors { return "2;\(color.red);\(color.green);\(color.blue)" }
    let cube = [0, 95, 135, 175, 215, 255]
    let greys = (0..<24).map { 8 + 10 * $0 }
    func nearest(_ number: Int, _ steps: [Int]) -> Int {
      steps.indices.min { abs(steps[$0] - number) < abs(steps[$1] - number) } ?? 0
    }
    func error(_ red: Int, _ green: Int, _ blue: Int) -> Int {
      let parts = [red - color.red, green - color.green, blue - color.blue]
      return parts.reduce(0) { $0 + $1 * $1 }
    }
    let place = [color.red, color.green, color.blue].map { nearest($0, cube) }
    let grey = nearest((color.red + color.green + color.blue) / 3, greys)
    return error(greys[grey], greys[grey], greys[grey])
      < error(cube[place[0]], cube[place[1]], cube[place[2]])
      ? "5;\(232 + grey)" : "5;\(16 + 36 * place[0] + 6 * place[1] + place[2])"
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
