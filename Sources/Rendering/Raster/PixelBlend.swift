/// Lays one pixel over another, two channels at a time.
enum PixelBlend {
  /// `source` over `target` with an opacity from 0 to 255.
  @inline(__always)
  static func over(_ source: UInt32, _ target: UInt32, _ opacity: UInt32) -> UInt32 {
    let weight = opacity &+ opacity &>> 7
    let rest = 256 &- weight
    let redBlue =
      ((source & 0xFF00FF) &* weight &+ (target & 0xFF00FF) &* rest &+ 0x800080) &>> 8
    let green = (source >> 8 & 0xFF) &* weight &+ (target >> 8 & 0xFF) &* rest &+ 0x80
    return 0xFF00_0000 | (redBlue & 0xFF00FF) | (green & 0xFF00)
  }

  /// The same for eight pixels.
  @inline(__always)
  static func over(
    _ source: UInt32, _ target: SIMD8<UInt32>, _ opacity: SIMD8<UInt32>
  ) -> SIMD8<UInt32> {
    let weight = opacity &+ opacity &>> 7
    let rest = 256 &- weight
    let sourceRedBlue = weight &* (source & 0xFF00FF)
    let redBlue = (sourceRedBlue &+ (target & 0xFF00FF) &* rest &+ 0x800080) &>> 8
    let sourceGreen = weight &* (source >> 8 & 0xFF)
    let green = sourceGreen &+ ((target &>> 8) & 0xFF) &* rest &+ 0x80
    return (redBlue & 0xFF00FF) | (green & 0xFF00) | 0xFF00_0000
  }
}
