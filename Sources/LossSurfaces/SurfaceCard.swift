/// What is known about a surface, besides how to compute it.
public struct SurfaceCard: Sendable, Hashable {
  /// The name of its file, in kebab case: what the command line says.
  public var key: String
  /// In English, or in the language of its file.
  public var name: String
  /// The name in each language that its file has it in; none for a name that is the same in all.
  public var names = LocalizedText()
  /// As it is written in its file; of a network, its description.
  public var formula: String
  public var parameters: [Formula.Parameter]
  /// Parts of the formula under names of their own.
  public var definitions: [Formula.Definition] = []
  /// The network and the data, for a surface that they make.
  public var model: ModelCard?
  /// The random formula that optimizers see, for a surface that has one.
  public var sample: String?
  /// The noise that optimizers see unless a race says otherwise.
  public var noise: SurfaceNoise?
  /// The collection of test problems that it belongs to, if it belongs to one.
  public var family: SurfaceFamily?
  /// Which of a family's instances it is, for a surface that has several.
  public var instance: Int?
  /// What pictures call the axes: x and y, or x₁ and x₂.
  public var axisLabels: [String]
  public var kinds: [SurfaceKind]
  /// The box that is drawn and searched, an interval a variable.
  public var domain: [ClosedRange<Double>]
  public var outside: Outside
  /// What happens to runs that leave the domain, where nobody asks for anything else.
  public var exit = DomainExit.free
  /// Global and local minima that are known, the lowest first.
  public var minima: [KnownPoint]
  public var saddles: [KnownPoint]
  public var maxima: [KnownPoint]
  public var singularities: [Singularity]
  /// Where a race begins, the first by default.
  public var starts: [[Double]]
  public var source: String
  public var lesson: LocalizedText
  /// Which dimensions the surface exists in.
  public var dimensions: Dimensions
  /// The same for the same formula with the same parameters in the same dimension, on every machine.
  public var fingerprint: UInt64

  /// The name as a language says it, as in `pt-BR`.
  public func name(in language: String) -> String {
    names.translations.first { $0.language == language }?.text ?? name
  }

  /// The lowest minimum that is known; where it is not proven, a search found nothing lower.
  public var lowest: KnownPoint? { minima.min { $0.value < $1.value } }

  /// The value at the lowest minimum that is known.
  public var lowestValue: Double? { lowest?.value }

  /// A point where the gradient vanishes, or a minimum on the edge of the domain.
  public struct KnownPoint: Sendable, Hashable {
    public var at: [Double]
    public var value: Double
    /// Lies on the edge of the domain, where the gradient need not vanish.
    public var isOnBoundary = false
    /// One of a continuum: all points where this formula is zero.
    public var set: String?
    /// False for the best that a search has found, where something lower may exist.
    public var isProven = true
  }

  /// Where the formula has no gradient, and which one is declared there.
  public struct Singularity: Sendable, Hashable {
    /// The point, or one of the points.
    public var at: [Double]
    public var gradient: [Double]
    /// All points where this formula is zero.
    public var set: String?
  }

  /// What awaits those who leave the domain.
  public enum Outside: String, CaseIterable, Sendable, Codable {
    /// Nobody has said.
    case undeclared
    /// Nothing lower than inside.
    case higher
    /// Lower points than inside.
    case lower
    /// The surface falls without end.
    case unbounded
    /// The formula has no value in places.
    case undefined
  }

  /// Which dimensions a surface exists in.
  public struct Dimensions: Sendable, Hashable {
    public var usual: Int
    public var least: Int
    public var most: Int
    /// Only multiples of this.
    public var multiple = 1

    public init(usual: Int, least: Int, most: Int, multiple: Int = 1) {
      self.usual = usual
      self.least = least
      self.most = most
      self.multiple = multiple
    }

    public static func only(_ dimension: Int) -> Dimensions {
      Dimensions(usual: dimension, least: dimension, most: dimension)
    }

    public func contains(_ dimension: Int) -> Bool {
      least...most ~= dimension && dimension % multiple == 0
    }
  }
}
