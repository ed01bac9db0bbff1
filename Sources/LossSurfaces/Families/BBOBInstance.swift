import ReproducibleMath

/// What differs between the instances of a function of the BBOB suite: shift, rotations and level,
/// as COCO draws them from function and instance.
///
/// N. Hansen, S. Finck, R. Ros and A. Auger, INRIA RR-6829 (2009); N. Hansen et al., Optimization
/// Methods and Software 36 (2021). All numbers come from seeds of function + 10⁴·instance.
struct BBOBInstance {
  let function: Int
  let instance: Int
  let dimension: Int

  static let functions = 1...24

  /// Functions 4 and 18 are variants of 3 and 17, and share their seeds.
  private var seed: Int {
    let source = function == 4 ? 3 : function == 18 ? 17 : function
    return source + 10_000 * instance
  }

  /// The seed of the rotation R; Q takes the other one.
  private var secondSeed: Int { seed + 1_000_000 }

  /// `level` is the value at the minimum; `shift[i]` is a point of ±4; `R[i, j]` and `Q[i, j]` are
  /// rotations; `uniform[i]` and `normal[i]` are the numbers that some functions take signs from.
  var vocabulary: Formula.Vocabulary {
    var tables = [
      Formula.Table(name: "shift", values: shift),
      Formula.Table(
        name: "R", values: LehmerShuffle.rotation(dimension, seed: secondSeed), columns: dimension),
      Formula.Table(
        name: "Q", values: LehmerShuffle.rotation(dimension, seed: seed), columns: dimension),
      Formula.Table(name: "uniform", values: LehmerShuffle.uniform(dimension, seed: seed)),
      Formula.Table(name: "normal", values: LehmerShuffle.normal(dimension, seed: seed)),
    ]
    if function == 21 || function == 22 { tables += GallagherPeaks(self, seed: seed).tables }
    return Formula.Vocabulary(
      parameters: [Formula.Parameter(name: "level", value: level)], tables: tables)
  }

  /// Function 12 draws its shift from the second seed.
  private var shift: [Double] {
    LehmerShuffle.uniform(dimension, seed: function == 12 ? secondSeed : seed).map { number in
      let place = 8 * (1e4 * number).rounded(.down) / 1e4 - 4
      return place == 0 ? -1e-5 : place
    }
  }

  /// A quotient of two normal numbers, in hundredths, within ±1000.
  private var level: Double {
    let over = LehmerShuffle.normal(1, seed: seed)[0]
    let under = LehmerShuffle.normal(1, seed: seed + 1)[0]
    let hundredths = (100 * 100 * over / under + 0.5).rounded(.down)
    return min(1000, max(-1000, hundredths / 100))
  }
}

/// The hills of Gallagher's functions: `place[k, i]` turned by Q, `stiffness[k, i]`, `height[k]`.
private struct GallagherPeaks {
  let tables: [Formula.Table]

  init(_ instance: BBOBInstance, seed: Int) {
    let isMany = instance.function == 21
    let count = isMany ? 101 : 21
    let n = instance.dimension
    let width = isMany ? 10.0 : 9.8
    let order = Self.order(of: LehmerShuffle.uniform(count - 1, seed: seed))
    let steps = Double(count - 2)
    let conditions =
      [isMany ? Double.root(1000) : 1000]
      + order.map { BlockFunction.pow(1000, Double($0) / steps) }
    let heights = [10] + (1..<count).map { 1.1 + Double($0 - 1) / steps * 8 }
    var stiffness: [Double] = []
    for (peak, condition) in conditions.enumerated() {
      let axes = Self.order(of: LehmerShuffle.uniform(n, seed: seed + 1000 * peak))
      stiffness += axes.map {
        BlockFunction.pow(condition, Double($0) / Double(max(n - 1, 1)) - 0.5)
      }
    }
    let numbers = LehmerShuffle.uniform(n * count, seed: seed)
    let rotation = LehmerShuffle.rotation(n, seed: seed)
    var places: [Double] = []
    for peak in 0..<count {
      let scale = peak == 0 ? 0.8 : 1
      for row in 0..<n {
        var sum = 0.0
        for column in 0..<n {
          sum += rotation[row * n + column] * (width * numbers[peak * n + column] - width / 2)
        }
        places.append(scale * sum)
      }
    }
    tables = [
      Formula.Table(name: "place", values: places, columns: n),
      Formula.Table(name: "stiffness", values: stiffness, columns: n),
      Formula.Table(name: "height", values: heights),
    ]
  }

  /// Which number is the smallest, the second smallest, and so on.
  private static func order(of numbers: [Double]) -> [Int] {
    numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
  }
}
