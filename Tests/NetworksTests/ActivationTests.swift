import Testing

@testable import Networks

@Suite struct ActivationTests {
  static let points: [Double] = [-40, -3.5, -1, -0.3, 0.4, 2, 7]

  /// Values and slopes at these points, computed with PyTorch in double precision; but the slope of
  /// hardSigmoid, for which PyTorch takes the sixth of a `Float`.
  static let references: [String: (values: [Double], slopes: [Double])] = [
    "linear": (
      [-40.0, -3.5, -1.0, -0.3, 0.4, 2.0, 7.0],
      [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    ),
    "relu": (
      [0.0, 0.0, 0.0, 0.0, 0.4, 2.0, 7.0],
      [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0]
    ),
    "leakyReLU": (
      [-0.4, -0.035, -0.01, -0.003, 0.4, 2.0, 7.0],
      [0.01, 0.01, 0.01, 0.01, 1.0, 1.0, 1.0]
    ),
    "elu": (
      [-1.0, -0.9698026165776815, -0.6321205588285577, -0.2591817793182821, 0.4, 2.0, 7.0],
      [
        4.248354255291589e-18, 0.0301973834223185, 0.36787944117144233, 0.7408182206817179, 1.0,
        1.0, 1.0,
      ]
    ),
    "selu": (
      [
        -1.7580993408473766, -1.705009340957283, -1.1113307378125625, -0.45566731537912203,
        0.4202803949421922, 2.101401974710961, 7.354906911488364,
      ],
      [
        7.46902881591429e-18, 0.05308999989009366, 0.646768603034814, 1.3024320254682547,
        1.0507009873554805, 1.0507009873554805, 1.0507009873554805,
      ]
    ),
    "gelu": (
      [
        0.0, -0.0008142017766243903, -0.15865525393145702, -0.1146265733433142, 0.2621686966441297,
        1.9544997361036416, 6.999999999991041,
      ],
      [
        0.0, -0.0028217603536246205, -0.08331547058768635, 0.26767223317289013, 0.8027297977316535,
        1.085231801078197, 1.0000000000626632,
      ]
    ),
    "geluTanh": (
      [
        0.0, -0.0006161976553737403, -0.15880800939172324, -0.11462907645724074, 0.2621611694273562,
        1.954597694087775, 6.999999999999997,
      ],
      [
        0.0, -0.0024226437601167334, -0.08296408384578252, 0.26770454836119817, 0.8026588344205614,
        1.0860992566236183, 1.0000000000000278,
      ]
    ),
    "silu": (
      [
        -1.6993417021166355e-16, -0.10259280762974712, -0.2689414213699951, -0.1276672449565023,
        0.2394750640449808, 1.7615941559557646, 6.993622641639196,
      ],
      [
        -1.6568581595637197e-16, -0.07027335282771814, 0.07232948812851325, 0.3522199896811173,
        0.6947919584090636, 1.0907842487848955, 1.0054604970664518,
      ]
    ),
    "mish": (
      [
        -1.6993417021166355e-16, -0.10409575448637122, -0.30340146137410895, -0.15113317713833455,
        0.2890305340723631, 1.9439589595339946, 6.999988379809741,
      ],
      [
        -1.6568581595637197e-16, -0.07276041344326706, 0.059216755877395014, 0.40851087693570215,
        0.8370175025417962, 1.0693179342794896, 1.000021559160889,
      ]
    ),
    "sigmoid": (
      [
        4.248354255291589e-18, 0.02931223075135632, 0.2689414213699951, 0.425557483188341,
        0.598687660112452, 0.8807970779778823, 0.9990889488055994,
      ],
      [
        4.248354255291589e-18, 0.02845302387973556, 0.19661193324148185, 0.24445831169074586,
        0.24026074574152914, 0.10499358540350662, 0.000910221180121784,
      ]
    ),
    "tanh": (
      [
        -1.0, -0.9981778976111987, -0.7615941559557649, -0.2913126124515909, 0.3799489622552249,
        0.9640275800758169, 0.9999983369439447,
      ],
      [
        0.0, 0.0036408847204873578, 0.41997434161402614, 0.9151369618266292, 0.8556387860811777,
        0.07065082485316443, 3.3261093448688367e-06,
      ]
    ),
    "softplus": (
      [
        4.248354255291589e-18, 0.029750418272620566, 0.31326168751822286, 0.5543552444685271,
        0.9130152523999526, 2.1269280110429727, 7.000911466453774,
      ],
      [
        4.248354255291589e-18, 0.029312230751356316, 0.2689414213699951, 0.425557483188341,
        0.598687660112452, 0.8807970779778824, 0.9990889488055994,
      ]
    ),
    "softsign": (
      [
        -0.975609756097561, -0.7777777777777778, -0.5, -0.23076923076923075, 0.28571428571428575,
        0.6666666666666666, 0.875,
      ],
      [
        0.0005948839976204663, 0.04938271604938271, 0.25, 0.5917159763313609, 0.5102040816326531,
        0.1111111111111111, 0.015625,
      ]
    ),
    "relu6": (
      [0.0, 0.0, 0.0, 0.0, 0.4, 2.0, 6.0],
      [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0]
    ),
    "hardSigmoid": (
      [0.0, 0.0, 0.3333333333333333, 0.45, 0.5666666666666667, 0.8333333333333334, 1.0],
      [
        0.0, 0.0, 1.0 / 6, 1.0 / 6, 1.0 / 6, 1.0 / 6,
        0.0,
      ]
    ),
    "hardTanh": (
      [-1.0, -1.0, -1.0, -0.3, 0.4, 1.0, 1.0],
      [0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0]
    ),
    "hardSiLU": (
      [0.0, 0.0, -0.3333333333333333, -0.135, 0.22666666666666668, 1.6666666666666667, 7.0],
      [0.0, 0.0, 0.16666666666666669, 0.4, 0.6333333333333333, 1.1666666666666665, 1.0]
    ),
    "hardShrink": (
      [-40.0, -3.5, -1.0, 0.0, 0.0, 2.0, 7.0],
      [1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0]
    ),
  ]

  @Test("Values and slopes are PyTorch's", arguments: references.keys.sorted())
  func agreesWithPyTorch(name: String) throws {
    let activation = try #require(Activation(name: name))
    let expected = try #require(Self.references[name])
    let (values, slopes) = evaluate(activation, Self.points)
    let (floats, floatSlopes) = evaluate(activation, Self.points.map { Float($0) })
    for index in Self.points.indices {
      #expect(abs(values[index] - expected.values[index]) < 1e-14 * (1 + abs(values[index])))
      #expect(abs(slopes[index] - expected.slopes[index]) < 1e-14)
      #expect(abs(Double(floats[index]) - expected.values[index]) < 1e-6 * (1 + abs(values[index])))
      #expect(abs(Double(floatSlopes[index]) - expected.slopes[index]) < 2e-6)
    }
  }

  @Test("Extreme numbers give neither infinity nor NaN")
  func extremes() {
    for activation in Activation.all where activation != .softmax {
      let (values, slopes) = evaluate(activation, [-1e4, -800, 800, 1e4])
      #expect(values.allSatisfy { $0.isFinite }, "\(activation)")
      #expect(slopes.allSatisfy { $0.isFinite }, "\(activation)")
    }
  }

  @Test("Names are found in every library's spelling")
  func names() {
    #expect(Activation(name: "leaky_relu") == .leakyReLU())
    #expect(Activation(name: "Swish") == .silu)
    #expect(Activation(name: "hard_sigmoid") == .hardSigmoid)
    #expect(Activation(name: "relu7") == nil)
    for activation in Activation.all { #expect(Activation(name: activation.name) == activation) }
  }

  private func evaluate<Number: NetworkNumber>(
    _ activation: Activation, _ z: [Number]
  ) -> (values: [Number], slopes: [Number]) {
    var values = z, slopes = z
    z.withUnsafeBufferPointer { z in
      values.withUnsafeMutableBufferPointer { values in
        slopes.withUnsafeMutableBufferPointer { slopes in
          guard let input = z.baseAddress, let value = values.baseAddress,
            let slope = slopes.baseAddress
          else { return }
          activation.evaluate(input, z.count, value: value, slope: slope, curvature: nil)
        }
      }
    }
    return (values, slopes)
  }
}
