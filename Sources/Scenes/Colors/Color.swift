/// An sRGB colour with opacity, 8 bits a channel.
@frozen public struct Color: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8
  public var alpha: UInt8

  @inlinable public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// An opaque colour from 0xRRGGBB.
  @inlinable public init(_ hexadecimal: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: hexadecimal >> 16),
      green: UInt8(truncatingIfNeeded: hexadecimal >> 8),
      blue: UInt8(truncatingIfNeeded: hexadecimal))
  }

  public static let white = Color(0xFFFFFF)
  public static let black = Color(0x000000)
  public static let clear = Color(red: 0, green: 0, blue: 0, alpha: 0)

  public func opacity(_ opacity: Double) -> Color {
    var color = self
    color.alpha = UInt8((Double(alpha) * min(max(opacity, 0), 1)).rounded())
    return color
  }

  /// The colour at `fraction` of the way to `other`, in the perceptually even space OKLab.
  public func mixed(with other: Color, _ fraction: Double) -> Color {
    let (a, b) = (OKLab(self), OKLab(other))
    var mixed = OKLab(
      lightness: a.lightness + fraction * (b.lightness - a.lightness),
      greenRed: a.greenRed + fraction * (b.greenRed - a.greenRed),
      blueYellow: a.blueYellow + fraction * (b.blueYellow - a.blueYellow)
    ).color
    let opacity = Double(alpha) + fraction * (Double(other.alpha) - Double(alpha))
    mixed.alpha = UInt8(min(max(opacity, 0), 255).rounded())
    return mixed
  }

  /// How light the eye sees it, from 0 (black) to 1 (white).
  public var perceivedLightness: Double { OKLab(self).lightness }

  /// The same hue with `lightness` from 0 (black) to 1 (white).
  public func lightness(_ lightness: Double) -> Color {
    var lab = OKLab(self)
    lab.lightness = lightness
    var color = lab.color
    color.alpha = alpha
    return color
  }

  /// This colour laid over an opaque one.
  public func over(_ background: Color) -> Color {
    let opacity = Double(alpha) / 255
    func blend(_ top: UInt8, _ bottom: UInt8) -> UInt8 {
      UInt8((Double(bottom) + (Double(top) - Double(bottom)) * opacity).rounded())
    }
    return Color(
      red: blend(red, background.red), green: blend(green, background.green),
      blue: blend(blue, background.blue))
  }

  /// How different two opaque colours look: the distance in OKLab, about 0.02 when just visible.
  public func difference(from other: Color) -> Double {
    let (a, b) = (OKLab(self), OKLab(other))
    let (l, g, y) = (
      a.lightness - b.lightness, a.greenRed - b.greenRed, a.blueYellow - b.blueYellow
    )
    return (l * l + g * g + y * y).squareRoot()
  }
}

extension Color: CustomStringConvertible {
  /// `#rrggbb`, or `#rrggbbaa` if not opaque.
  public var description: String {
    let channels = alpha == 255 ? [red, green, blue] : [red, green, blue, alpha]
    return channels.reduce(into: "#") { text, channel in
      if channel < 16 { text += "0" }
      text += String(channel, radix: 16)
    }
  }
}
