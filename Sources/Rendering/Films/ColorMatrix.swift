/// What BT.709 makes of colours, in 65536ths.
enum ColorMatrix {
  @inline(__always)
  static func brightness(_ pixels: SIMD16<UInt32>) -> SIMD16<UInt8> {
    SIMD16(truncatingIfNeeded: brightness(pixels, 0x8000 + 16 << 16))
  }

  @inline(__always)
  static func brightness(_ pixels: SIMD2<UInt32>) -> SIMD2<UInt8> {
    SIMD2(truncatingIfNeeded: brightness(pixels, 0x8000 + 16 << 16))
  }

  /// The differences of blue and of red, of the mean of each two columns of two rows.
  @inline(__always)
  static func differences(
    _ upper: SIMD16<UInt32>, _ lower: SIMD16<UInt32>
  ) -> (blue: SIMD8<UInt8>, red: SIMD8<UInt8>) {
    let redBlue = (upper & 0xFF00FF) &+ (lower & 0xFF00FF)
    let green = ((upper &>> 8) & 0xFF) &+ ((lower &>> 8) & 0xFF)
    let (blue, red) = differences(
      SIMD8<Int32>(truncatingIfNeeded: redBlue.evenHalf &+ redBlue.oddHalf),
      SIMD8<Int32>(truncatingIfNeeded: green.evenHalf &+ green.oddHalf))
    return (SIMD8(truncatingIfNeeded: blue), SIMD8(truncatingIfNeeded: red))
  }

  @inline(__always)
  static func differences(
    _ upper: SIMD2<UInt32>, _ lower: SIMD2<UInt32>
  ) -> (blue: UInt8, red: UInt8) {
    let redBlue = ((upper & 0xFF00FF) &+ (lower & 0xFF00FF)).wrappedSum()
    let green = (((upper &>> 8) & 0xFF) &+ ((lower &>> 8) & 0xFF)).wrappedSum()
    let (blue, red) = differences(
      SIMD2<Int32>(repeating: Int32(bitPattern: redBlue)),
      SIMD2<Int32>(repeating: Int32(bitPattern: green)))
    return (UInt8(truncatingIfNeeded: blue[0]), UInt8(truncatingIfNeeded: red[0]))
  }

  /// 219/255 of 0.2126, 0.7152 and 0.0722.
  @inline(__always)
  private static func brightness<Lanes: SIMD>(_ pixels: Lanes, _ offset: UInt32) -> Lanes
  where Lanes.Scalar == UInt32 {
    let (red, green, blue) = ((pixels &>> 16) & 0xFF, (pixels &>> 8) & 0xFF, pixels & 0xFF)
    return (red &* 11_966 &+ green &* 40_254 &+ blue &* 4_064 &+ offset) &>> 16
  }

  /// 224/255 of the differences over 1.8556 and 1.5748, of sums of four pixels.
  @inline(__always)
  private static func differences<Lanes: SIMD>(
    _ redBlue: Lanes, _ green: Lanes
  ) -> (blue: Lanes, red: Lanes) where Lanes.Scalar == Int32 {
    let (red, blue) = ((redBlue &>> 16) & 0xFFFF, redBlue & 0xFFFF)
    let half: Int32 = 128 << 18 | 1 << 17
    let toBlue = red &* -6_596 &+ green &* -22_189 &+ blue &* 28_784 &+ half
    let toRed = red &* 28_784 &+ green &* -26_145 &+ blue &* -2_639 &+ half
    return (toBlue &>> 18, toRed &>> 18)
  }
}
