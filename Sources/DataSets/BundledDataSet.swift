/// A real data set that travels with the program.
public struct BundledDataSet: Sendable, Hashable {
  public var name: String
  /// In the program's folder of data.
  public var file: String
  public var summary: String
  public var source: String
  public var licence: String
  public var options = CSVOptions()
  public var scaling = Scaling.standardize
  public var image: ImageShape?

  /// In alphabetical order.
  public static let all = [
    absenteeism, breastCancer, diabetes, digits, iris, wine,
  ]

  static let absenteeism = make(
    "absenteeism", "absenteeism.csv.gz",
    "740 absences at a Brazilian courier company: hours from reason, season and person",
    "A. Martiniano, R. Ferreira, R. Sassi and C. Affonso, 2012; UCI Machine Learning Repository"
  ) { set in
    set.options.target = "Absenteeism time in hours"
    set.options.task = .regression
    set.options.ignored = ["ID"]
    set.options.categorical = [
      "Reason for absence", "Month of absence", "Day of the week", "Seasons", "Education",
    ]
  }

  static let breastCancer = make(
    "breast-cancer", "breast-cancer.csv.gz",
    "569 tumours, 30 measures of their cell nuclei: benign or malignant",
    "W. Wolberg, W. Street and O. Mangasarian, 1993; UCI Machine Learning Repository"
  ) { $0.options.target = "diagnosis" }

  static let diabetes = make(
    "diabetes", "diabetes.csv.gz",
    "442 patients, 10 measures: how far the disease has gone a year later",
    "B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, Least Angle Regression, 2004",
    licence: "published with the paper"
  ) { set in
    set.options.target = "progression"
    set.options.task = .regression
  }

  static let digits = make(
    "digits", "digits.csv.gz", "1797 handwritten digits of 8 × 8 pixels",
    "E. Alpaydin and C. Kaynak, 1998; UCI Machine Learning Repository"
  ) { set in
    set.options.target = "digit"
    // The corners are white in every picture.
    set.options.constantColumns = .keep
    set.scaling = .divide(by: 16)
    set.image = ImageShape(rows: 8, columns: 8)
  }

  static let iris = make(
    "iris", "iris.csv.gz", "150 flowers, 4 lengths: which of three species",
    "R. A. Fisher, 1936; UCI Machine Learning Repository"
  ) { $0.options.target = "species" }

  static let wine = make(
    "wine", "wine.csv.gz", "178 wines, 13 chemical measures: which of three cultivars",
    "M. Forina et al., 1988; UCI Machine Learning Repository"
  ) { $0.options.target = "cultivar" }

  private static func make(
    _ name: String, _ file: String, _ summary: String, _ source: String,
    licence: String = "CC BY 4.0", _ settings: (inout BundledDataSet) -> Void
  ) -> BundledDataSet {
    var set = BundledDataSet(
      name: name, file: file, summary: summary, source: source, licence: licence)
    settings(&set)
    return set
  }
}
