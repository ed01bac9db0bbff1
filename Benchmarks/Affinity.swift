import Glibc

/// The cores that a thread may run on.
struct Affinity {
  var cores: [Int]

  /// Those of the calling thread; the first where the system does not tell.
  static var current: Affinity {
    var mask = Mask()
    let bytes = call("sched_getaffinity", &mask) ? mask.bytes : [1]
    return Affinity(
      cores: (0..<8 * bytes.count).filter { bytes[$0 / 8] >> UInt8($0 % 8) & 1 == 1 })
  }

  /// Holds the calling thread, and those that it starts, to these cores for as long as `body` takes.
  func during<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = Affinity.current
    hold()
    defer { before.hold() }
    return try body()
  }

  private func hold() {
    var mask = Mask()
    for core in cores { mask.bytes[core / 8] |= 1 << UInt8(core % 8) }
    _ = Self.call("sched_setaffinity", &mask)
  }

  private struct Mask {
    var bytes = [UInt8](repeating: 0, count: 128)
  }

  /// Swift's Glibc leaves these calls out: glibc has them as extensions.
  private static func call(_ name: String, _ mask: inout Mask) -> Bool {
    typealias Function = @convention(c) (pid_t, Int, UnsafeMutablePointer<UInt8>?) -> Int32
    guard let symbol = dlsym(nil, name) else { return false }
    let function = unsafeBitCast(symbol, to: Function.self)
    return mask.bytes.withUnsafeMutableBufferPointer { function(0, $0.count, $0.baseAddress) == 0 }
  }
}
