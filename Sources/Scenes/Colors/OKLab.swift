/// A colour in coordinates whose distances match what the eye sees.
///
/// B. Ottosson, "A perceptual color space for image processing", 2020.
struct OKLab {
  var lightness: Double
  var greenRed: Double
  var blueYellow: Double
}

extension OKLab {
  init(_ color: Color) {
    let (r, g, b) = color.linear
    let l = Elementary.cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = Elementary.cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = Elementary.cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    greenRed = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    blueYellow = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
  }

  /// The nearest sRGB colour, each channel cut to its range.
  var color: Color {
    let l = lightness + 0.3963377774 * greenRed + 0.2158037573 * blueYellow
    let m = lightness - 0.1055613458 * greenRed - 0.0638541728 * blueYellow
    let s = lightness - 0.0894841775 * greenRed - 1.2914855480 * blueYellow
    let (l3, m3, s3) = (l * l * l, m * m * m, s * s * s)
    return Color(
      linearRed: 4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
      green: -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
      blue: -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3)
  }
}

extension Color {
  /// The channels in proportion to light, 0 to 1.
  var linear: (red: Double, green: Double, blue: Double) {
    func decode(_ channel: UInt8) -> Double {
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : Elementary.power((value + 0.055) / 1.055, 2.4)
    }
    return (decode(red), decode(green), decode(blue))
  }

  init(linearRed red: Double, green: Double, blue: Double) {
    func encode(_ light: Double) -> UInt8 {
      let value =
        light <= 0.0031308 ? 12.92 * light : 1.055 * Elementary.power(light, 1 / 2.4) - 0.055
      return UInt8((255 * min(max(value, 0), 1)).rounded())
    }
    self.init(red: encode(red), green: encode(green), blue: encode(blue))
  }
}
