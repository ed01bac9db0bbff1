import Figures
import OutputFiles
import Rendering
import Scenes
import Training

/// What a comparison shows.
struct TrainingPictures {
  var report: SweepReport
  var regions: DecisionRegions?
  var landscape: LossLandscape?
  var showsTime: Bool
}

/// Which files a comparison leaves, by the ending of the one that was asked for.
struct TrainingOutput {
  private let path: String
  private let kind: Kind
  private let stem: String
  private let ending: String

  private enum Kind { case table, json, picture }

  /// - Throws: for an ending that nothing writes, before any work is done.
  init(path: String) throws {
    self.path = path
    let dot = path.lastIndex(of: ".")
    stem = dot.map { String(path[..<$0]) } ?? path
    ending = dot.map { String(path[$0...]) } ?? ""
    switch ending.lowercased() {
    case ".csv": kind = .table
    case ".json": kind = .json
    default:
      _ = try PictureFormat(path: path)
      kind = .picture
    }
  }

  /// - Throws: where a file that is read would be written over.
  func spare(_ inputs: [String?]) throws {
    let beside = ["", "-confusion", "-regions", "-landscape", "-diagnostics"].map {
      "\(stem)\($0).csv"
    }
    try OutputTarget.spare(inputs, from: [path, stem + ".json"] + beside)
  }

  /// Writes the tables first, and returns all paths.
  func write(
    _ pictures: TrainingPictures, _ options: PictureOptions, threads: Int
  ) throws -> [String] {
    let report = pictures.report
    var paths: [String] = []
    func put(_ text: String, _ path: String) throws {
      var file = try OutputFile(path)
      try file.write(text)
      try file.commit()
      paths.append(path)
    }
    if kind != .json { try put(report.csv(withSeconds: pictures.showsTime), stem + ".csv") }
    if kind != .json, report.hasDiagnostics {
      try put(report.diagnosticsCSV(), stem + "-diagnostics.csv")
    }
    if kind != .table { try put(report.json(withSeconds: pictures.showsTime), stem + ".json") }
    guard kind == .picture else { return paths }
    let writer = try PictureWriter(threads: threads)
    var drawn: [String] = []
    for (suffix, figure) in figures(pictures, options) {
      let path = suffix.isEmpty ? self.path : "\(stem)-\(suffix)\(ending)"
      if let figure = figure as? any TabulatedFigure {
        try put(figure.data.csv, "\(stem)-\(suffix).csv")
      }
      try options.write(figure, to: path, writer)
      drawn.append(path)
    }
    return drawn + paths
  }

  private func figures(
    _ pictures: TrainingPictures, _ options: PictureOptions
  ) -> [(suffix: String, figure: any Figure)] {
    let (report, theme, language) = (
      pictures.report, options.theme.value, options.language.value
    )
    var curves = LearningCurvesFigure(report, theme: theme, language: language)
    curves.showsTime = pictures.showsTime
    var figures: [(suffix: String, figure: any Figure)] = [("", curves)]
    if let confusion = ConfusionFigure(report, theme: theme, language: language) {
      figures.append(("confusion", confusion))
    }
    if let diagnostics = DiagnosticsFigure(report, theme: theme, language: language) {
      figures.append(("diagnostics", diagnostics))
    }
    if let regions = pictures.regions {
      figures.append(
        ("regions", DecisionRegionsFigure(regions, report, theme: theme, language: language)))
    }
    if let landscape = pictures.landscape {
      figures.append(
        ("landscape", LandscapeFigure(landscape, report, theme: theme, language: language)))
    }
    return figures
  }
}
