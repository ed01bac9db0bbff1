/// Counts the colours of a picture: those of flat areas exactly, the rest in coarse bins.
struct ColorCensus: Sendable {
  /// Runs of at least this many equal pixels count as flat.
  private static let flatRun = 6
  static let bits = 5

  struct Bin: Sendable {
    var count: UInt32 = 0
    var sum: SIMD3<UInt32> = .zero
  }

  private(set) var flats = ColorTable()
  private(set) var bins = [Bin](repeating: Bin(), count: 1 << (3 * bits))

  /// - Parameter weight: how often each pixel counts.
  mutating func count(_ pixels: UnsafeBufferPointer<UInt32>, weight: UInt32 = 1) {
    var index = 0
    bins.withUnsafeMutableBufferPointer { bins in
      while index < pixels.count {
        let pixel = pixels[index]
        var end = index + 1
        while end < pixels.count, pixels[end] == pixel { end += 1 }
        if end - index >= Self.flatRun {
          flats.add(pixel, weight &* UInt32(end - index))
        } else {
          Self.add(pixel, weight &* UInt32(end - index), &bins[Self.bin(of: pixel)])
        }
        index = end
      }
    }
  }

  private static func bin(of pixel: UInt32) -> Int {
    let red = pixel >> 9 & 0x7C00
    let green = pixel >> 6 & 0x3E0
    return Int(red | green | pixel >> 3 & 0x1F)
  }

  @inline(__always)
  private static func add(_ pixel: UInt32, _ count: UInt32, _ bin: inout Bin) {
    bin.count &+= count
    bin.sum &+= count &* SIMD3(pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF)
  }

  mutating func merge(_ other: ColorCensus) {
    flats.merge(other.flats)
    for index in bins.indices {
      bins[index].count &+= other.bins[index].count
      bins[index].sum &+= other.bins[index].sum
    }
  }

  /// Moves the flat colours that are not in `kept` to the bins.
  mutating func release(except kept: Set<UInt32>) {
    for (pixel, count) in flats.sorted where !kept.contains(pixel) {
      Self.add(pixel, count, &bins[Self.bin(of: pixel)])
    }
  }
}

/// Colours with a number each, in an open-addressed table.
struct ColorTable: Sendable {
  private var keys: [UInt32]
  private var counts: [UInt32]
  private(set) var count = 0

  init(capacity: Int = 1 << 10) {
    keys = Array(repeating: 0, count: capacity)
    counts = Array(repeating: 0, count: capacity)
  }

  /// Pixels are opaque, so that zero is never a key.
  @inline(__always)
  private func slot(of pixel: UInt32) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (pixel &* 0x9E37_79B1) >> 12) & mask
    while keys[slot] != pixel, keys[slot] != 0 { slot = (slot + 1) & mask }
    return slot
  }

  @inline(__always)
  subscript(pixel: UInt32) -> UInt32? {
    let slot = slot(of: pixel)
    return keys[slot] == pixel ? counts[slot] : nil
  }

  mutating func add(_ pixel: UInt32, _ amount: UInt32) {
    let slot = slot(of: pixel)
    if keys[slot] == 0 {
      keys[slot] = pixel
      count += 1
    }
    counts[slot] &+= amount
    if 2 * count > keys.count { grow() }
  }

  private mutating func grow() {
    var larger = ColorTable(capacity: 4 * keys.count)
    for index in keys.indices where keys[index] != 0 { larger.add(keys[index], counts[index]) }
    self = larger
  }

  mutating func merge(_ other: ColorTable) {
    for index in other.keys.indices where other.keys[index] != 0 {
      add(other.keys[index], other.counts[index])
    }
  }

  /// From the commonest colour to the rarest, in one order always.
  var sorted: [(pixel: UInt32, count: UInt32)] {
    keys.indices.filter { keys[$0] != 0 }.map { (keys[$0], counts[$0]) }
      .sorted { ($0.1, $1.0) > ($1.1, $0.0) }
  }
}
