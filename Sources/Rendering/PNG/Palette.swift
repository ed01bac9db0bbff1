/// At most 256 colours that stand for all of a picture, or of all frames of a film.
///
/// Colours of flat areas keep their exact value; the rest, which are the soft edges of lines and
/// letters, share what is left, split where they vary most (after X. Wu, "Efficient statistical
/// computations for optimal color quantization", 1991) and settled by two rounds of k-means.
struct Palette: Sendable {
  private(set) var colors: [UInt32] = []
  /// The mean squared distance of a pixel from its entry, a channel.
  private(set) var error = 0.0

  static let limit = 256
  private static let flatLimit = 160

  /// - Parameter limit: how many colours there may be.
  init(_ census: ColorCensus, limit: Int = Palette.limit) {
    var census = census
    let total = census.flats.sorted.reduce(0) { $0 + Int($1.count) }
    let common = census.flats.sorted.prefix(min(Self.flatLimit, limit - limit / 8))
      .filter { Int($0.count) * 40_000 >= total }
    colors = common.map(\.pixel)
    census.release(except: Set(colors))
    let loose = census.bins.filter { $0.count > 0 }
    guard !loose.isEmpty else { return }
    let fixed = colors.count
    colors += Self.split(loose, into: limit - fixed)
    for _ in 0..<2 { settle(loose, after: fixed) }
    let pixels = total + loose.reduce(0) { $0 + Int($1.count) }
    let search = PaletteSearch(colors)
    error =
      loose.reduce(0) { sum, bin in
        sum + Double(bin.count) * search.squaredDistance(bin.mean)
      } / Double(max(3 * pixels, 1))
  }

  private struct Box {
    var bins: ArraySlice<ColorCensus.Bin>
    var mean = SIMD3<Double>.zero
    var variance = SIMD3<Double>.zero

    init(_ bins: ArraySlice<ColorCensus.Bin>) {
      self.bins = bins
      var count = 0.0
      var squares = SIMD3<Double>.zero
      for bin in bins {
        let color = bin.mean
        count += Double(bin.count)
        mean += Double(bin.count) * color
        squares += Double(bin.count) * color * color
      }
      mean /= count
      // Green weighs most in what the eye sees, blue least.
      variance = (squares - count * mean * mean) * SIMD3(2, 4, 3)
    }

    var worth: Double { bins.count > 1 ? variance.max() : 0 }

    func halves() -> (Box, Box)? {
      let axis = variance.x == worth ? 0 : variance.y == worth ? 1 : 2
      var bins = bins
      let middle = bins.partition { $0.mean[axis] > mean[axis] }
      guard middle > bins.startIndex, middle < bins.endIndex else { return nil }
      return (Box(bins[..<middle]), Box(bins[middle...]))
    }
  }

  private static func split(_ bins: [ColorCensus.Bin], into count: Int) -> [UInt32] {
    var boxes = [Box(bins[...])]
    while boxes.count < min(count, bins.count) {
      guard let worst = boxes.indices.max(by: { boxes[$0].worth < boxes[$1].worth }),
        boxes[worst].worth > 0, let (low, high) = boxes[worst].halves()
      else { break }
      boxes[worst] = low
      boxes.append(high)
    }
    return boxes.map { pixel($0.mean) }
  }

  private static func pixel(_ color: SIMD3<Double>) -> UInt32 {
    let rounded = SIMD3<UInt32>(color.rounded(.toNearestOrAwayFromZero))
    return 0xFF00_0000 | rounded.x << 16 | rounded.y << 8 | rounded.z
  }

  /// Moves the loose entries to the middle of the colours that they are nearest to.
  private mutating func settle(_ bins: [ColorCensus.Bin], after fixed: Int) {
    let search = PaletteSearch(colors)
    var sums = [SIMD3<Double>](repeating: .zero, count: colors.count)
    var counts = [Double](repeating: 0, count: colors.count)
    for bin in bins {
      let nearest = search.nearest(bin.mean)
      sums[nearest] += SIMD3<Double>(bin.sum)
      counts[nearest] += Double(bin.count)
    }
    for index in fixed..<colors.count where counts[index] > 0 {
      colors[index] = Self.pixel(sums[index] / counts[index])
    }
  }
}

extension ColorCensus.Bin {
  var mean: SIMD3<Double> { SIMD3<Double>(sum) / Double(count) }
}

/// Finds the entry of a palette that looks nearest to a colour.
struct PaletteSearch: Sendable {
  private let red: [SIMD8<Int32>]
  private let green: [SIMD8<Int32>]
  private let blue: [SIMD8<Int32>]
  private let colors: [UInt32]

  init(_ colors: [UInt32]) {
    self.colors = colors
    // Entries beyond the palette lie too far away to be found.
    func lanes(_ shift: UInt32) -> [SIMD8<Int32>] {
      stride(from: 0, to: colors.count, by: 8).map { start in
        var lane = SIMD8<Int32>(repeating: 600)
        for index in 0..<min(8, colors.count - start) {
          lane[index] = Int32(colors[start + index] >> shift & 0xFF)
        }
        return lane
      }
    }
    (red, green, blue) = (lanes(16), lanes(8), lanes(0))
  }

  func nearest(_ color: SIMD3<Double>) -> Int {
    let rounded = SIMD3<Int32>(color.rounded(.toNearestOrAwayFromZero))
    return nearest(rounded.x, rounded.y, rounded.z)
  }

  func nearest(_ r: Int32, _ g: Int32, _ b: Int32) -> Int {
    var best = SIMD8<Int32>(repeating: .max)
    let place = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7)
    for index in red.indices {
      let (dr, dg, db) = (red[index] &- r, green[index] &- g, blue[index] &- b)
      // The distance with the entry's number in the low byte, so that one minimum finds both.
      let distance = (2 &* dr &* dr &+ 4 &* dg &* dg &+ 3 &* db &* db) &<< 8
      let key = distance | (place &+ Int32(8 &* index))
      best = pointwiseMin(best, key)
    }
    return Int(best.min() & 0xFF)
  }

  func squaredDistance(_ color: SIMD3<Double>) -> Double {
    let entry = colors[nearest(color)]
    let found = SIMD3(
      Double(entry >> 16 & 0xFF), Double(entry >> 8 & 0xFF), Double(entry & 0xFF))
    let difference = color - found
    return (difference * difference).sum()
  }
}
