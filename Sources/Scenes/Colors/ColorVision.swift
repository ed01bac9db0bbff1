/// Kinds of colour vision, to check that colours stay apart for all of them.
///
/// The matrices are those of full deficiency in G. Machado, M. Oliveira, L. Fernandes, "A
/// physiologically-based model for simulation of color vision deficiency", 2009.
public enum ColorVision: String, Hashable, Sendable, CaseIterable {
  case normal, protanopia, deuteranopia, tritanopia, monochromacy

  /// The colour as somebody with this vision sees it.
  public func seen(_ color: Color) -> Color {
    let (r, g, b) = color.linear
    let m = matrix
    return Color(
      linearRed: m[0] * r + m[1] * g + m[2] * b, green: m[3] * r + m[4] * g + m[5] * b,
      blue: m[6] * r + m[7] * g + m[8] * b)
  }

  private var matrix: [Double] {
    switch self {
    case .normal:
      [1, 0, 0, 0, 1, 0, 0, 0, 1]
    case .protanopia:
      [
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
      ]
    case .deuteranopia:
      [
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881,
      ]
    case .tritanopia:
      [
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900,
      ]
    case .monochromacy:
      [0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722]
    }
  }
}
