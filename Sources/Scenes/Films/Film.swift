/// A moving picture: frames that share one base, each a pure function of its number.
///
/// A frame is the base with a few more marks on it. A renderer paints the base once and, for each
/// frame, only what lies on it; frames may be painted in any order and by any number of threads.
public struct Film: Sendable {
  /// What no frame changes.
  public var base: Scene
  /// Ticks a second.
  public var frameRate: Int
  /// For how many ticks each frame stands; one number a frame.
  public var ticks: [Int]
  /// What a page lets its reader switch off and point at.
  public var layers: [FilmLayer]
  /// What a page shows of the place under the pointer, where a panel has coordinates.
  public var panels: [FilmPanel]
  /// What else a page says in each frame, where that is not the same in all; it must depend on the
  /// frame's number alone, and is asked for by pages alone.
  public var guide: (@Sendable (Int) -> FilmGuide)?
  /// What the buttons of a page say.
  public var words: FilmWords
  private let overlay: @Sendable (Int) -> [Mark]

  /// - Parameter overlay: the marks of a frame, from 0 to the number of `ticks`; it must depend on
  ///   the frame's number alone.
  public init(
    base: Scene, frameRate: Int = 25, ticks: [Int], layers: [FilmLayer] = [],
    panels: [FilmPanel] = [], words: FilmWords, overlay: @escaping @Sendable (Int) -> [Mark]
  ) {
    precondition(!ticks.isEmpty && ticks.allSatisfy { $0 > 0 } && frameRate > 0)
    self.base = base
    self.frameRate = frameRate
    self.ticks = ticks
    self.layers = layers
    self.panels = panels
    self.words = words
    self.overlay = overlay
  }

  /// A film whose frames share nothing but their size and background.
  /// - Parameter scene: the picture of a frame; it must depend on the frame's number alone.
  public init(
    frameRate: Int = 25, ticks: [Int], layers: [FilmLayer] = [], words: FilmWords,
    scene: @escaping @Sendable (Int) -> Scene
  ) {
    var base = scene(0)
    base.backdrop = []
    base.marks = []
    self.init(base: base, frameRate: frameRate, ticks: ticks, layers: layers, words: words) {
      frame in
      let scene = scene(frame)
      return scene.backdrop + scene.marks
    }
  }

  public var count: Int { ticks.count }

  /// How long the film runs, in seconds.
  public var duration: Double { Double(ticks.reduce(0, +)) / Double(frameRate) }

  /// What lies on the base in a frame.
  public func marks(ofFrame frame: Int) -> [Mark] { overlay(frame) }

  /// A frame as a picture of its own.
  public func scene(ofFrame frame: Int) -> Scene {
    var scene = base
    scene.backdrop = base.backdrop + base.marks
    scene.marks = overlay(frame)
    return scene
  }
}

/// One of several things that move in a film, such as a run of a race.
public struct FilmLayer: Sendable {
  /// What its reader calls it.
  public var title: String
  public var color: Color
  /// The names of the groups, in the base and in frames, that belong to it alone.
  public var groups: [String]
  private let makeProbes: @Sendable () -> [FilmProbe]

  /// - Parameter probes: places of it that a reader may point at; asked for by pages alone, since
  ///   the texts of thousands of points take as long as a tenth of a film's frames.
  public init(
    title: String, color: Color, groups: [String],
    probes: @escaping @Sendable () -> [FilmProbe] = { [] }
  ) {
    self.title = title
    self.color = color
    self.groups = groups
    makeProbes = probes
  }

  /// Places of it that a reader may point at, made anew each time.
  public func probes() -> [FilmProbe] { makeProbes() }
}

/// A place with what there is to say about it.
public struct FilmProbe: Hashable, Sendable {
  public var place: Point
  public var text: String

  public init(_ place: Point, _ text: String) {
    self.place = place
    self.text = text
  }
}

/// What a page says of the places of one frame.
public struct FilmGuide: Hashable, Sendable {
  public var panels: [FilmPanel]
  public var probes: [LayerProbe]

  public init(panels: [FilmPanel] = [], probes: [LayerProbe] = []) {
    self.panels = panels
    self.probes = probes
  }

  /// A place that belongs to the layer of that number, or to none.
  public struct LayerProbe: Hashable, Sendable {
    public var probe: FilmProbe
    public var layer: Int?

    public init(_ probe: FilmProbe, layer: Int? = nil) {
      self.probe = probe
      self.layer = layer
    }
  }
}

/// A part of a film that has coordinates.
public struct FilmPanel: Hashable, Sendable {
  public var frame: Rectangle
  public var x: Scale
  public var y: Scale
  public var xTitle: String
  public var yTitle: String

  public init(frame: Rectangle, x: Scale, y: Scale, xTitle: String, yTitle: String) {
    self.frame = frame
    self.x = x
    self.y = y
    self.xTitle = xTitle
    self.yTitle = yTitle
  }
}

/// What the controls of a film's page say, in the film's language.
public struct FilmWords: Hashable, Sendable {
  public var play: String
  public var pause: String
  /// The slider that goes through the frames.
  public var position: String
  public var speed: String
  public var layers: String
  public var keys: String
  public var decimalSeparator: String

  public init(
    play: String, pause: String, position: String, speed: String, layers: String, keys: String,
    decimalSeparator: String
  ) {
    self.play = play
    self.pause = pause
    self.position = position
    self.speed = speed
    self.layers = layers
    self.keys = keys
    self.decimalSeparator = decimalSeparator
  }
}
