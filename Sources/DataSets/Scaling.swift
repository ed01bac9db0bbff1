public import ReproducibleMath

/// How columns of numbers are brought to a common size.
public enum Scaling: Sendable, Hashable, Codable {
  case none
  /// Mean 0 and standard deviation 1.
  case standardize
  /// From 0 to 1.
  case minMax
  /// By a number that is known beforehand, such as the brightest pixel.
  case divide(by: Double)
}

/// A scaling fitted to some rows: number ↦ (number − centre) / scale, column by column.
///
/// Fitted on the training part only, so that nothing of the others leaks into it. A column that is
/// constant there keeps its scale.
public struct FittedScaling: Sendable, Hashable, Codable {
  public var centers: [Double]
  public var scales: [Double]
  /// What stands in for a missing value: the mean of the rows that have one.
  public var fills: [Double]

  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public init<Number: Real>(
    _ scaling: Scaling, fitting numbers: [Number], columns: Int, rows: [Int]
  ) {
    centers = []
    scales = []
    fills = []
    for column in 0..<columns {
      let moments = ColumnMoments(rows.lazy.map { numbers[$0 * columns + column].double })
      let (center, scale): (Double, Double) =
        switch scaling {
        case .none: (0, 1)
        case .standardize: (moments.mean, moments.deviation)
        case .minMax: (moments.minimum, moments.maximum - moments.minimum)
        case .divide(let divisor): (0, divisor)
        }
      centers.append(center)
      scales.append(scale > 0 ? scale : 1)
      fills.append(moments.mean)
    }
  }

  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func apply<Number: Real>(to numbers: inout [Number]) {
    let columns = centers.count
    // Writing to numbers that somebody else holds, too, would copy them all.
    if isIdentity, !numbers.contains(where: { $0.double.isNaN }) { return }
    for row in stride(from: 0, to: numbers.count, by: columns) {
      for column in 0..<columns {
        let number = numbers[row + column].double
        let known = number.isNaN ? fills[column] : number
        numbers[row + column] = Number((known - centers[column]) / scales[column])
      }
    }
  }

  /// Whether it leaves each number that is not missing as it is.
  private var isIdentity: Bool {
    centers.allSatisfy { $0 == 0 } && scales.allSatisfy { $0 == 1 }
  }

  /// The number that `apply` would turn into `scaled`.
  public func undo(_ scaled: Double, column: Int) -> Double {
    scaled * scales[column] + centers[column]
  }
}

/// Mean, deviation and range of the numbers that are not missing, in their order.
struct ColumnMoments {
  private(set) var mean = 0.0
  private(set) var deviation = 0.0
  private(set) var minimum = 0.0
  private(set) var maximum = 0.0

  init(_ numbers: some Sequence<Double>) {
    var count = 0.0
    for number in numbers where !number.isNaN {
      minimum = count == 0 ? number : min(minimum, number)
      maximum = count == 0 ? number : max(maximum, number)
      mean += number
      count += 1
    }
    guard count > 0 else { return }
    mean /= count
    var squares = 0.0
    for number in numbers where !number.isNaN { squares += (number - mean) * (number - mean) }
    // A constant's mean may miss it by rounding, which would pass for a deviation.
    deviation = minimum == maximum ? 0 : Double.root(squares / count)
  }
}

/// The scalings of a data set's features and, if it has numbers to predict, of these.
public struct Preparation: Sendable, Hashable, Codable {
  public var features: FittedScaling
  public var targets: FittedScaling?

  public init<Number>(
    _ dataSet: DataSet<Number>, rows: [Int], features: Scaling, targets: Scaling = .none
  ) {
    self.features = FittedScaling(
      features, fitting: dataSet.features, columns: dataSet.featureCount, rows: rows)
    if case .numbers(let numbers, let names) = dataSet.targets, targets != .none {
      self.targets = FittedScaling(
        targets, fitting: numbers, columns: names.count, rows: rows)
    }
  }

  public func apply<Number>(to dataSet: inout DataSet<Number>) {
    features.apply(to: &dataSet.features)
    if let targets, case .numbers(var numbers, let names) = dataSet.targets {
      targets.apply(to: &numbers)
      dataSet.targets = .numbers(numbers, names: names)
    }
  }
}
