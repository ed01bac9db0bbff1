import DataSets
import Networks
import Optimizers
import Scenes
import Training
import Trajectories

/// What all pictures of one comparison share: styles, names, title and protocol.
struct TrainingPage {
  let report: SweepReport
  var page: Page
  let styles: [RunStyle]
  let names: [String]

  init(_ report: SweepReport, _ theme: Theme.Name, _ language: Language, size: Size) {
    self.report = report
    var page = Page(theme, language, size: size)
    page.title = Words.trainTitleOne(language, report.dataSet)
    page.subtitle = Self.subtitle(report, language)
    page.remarks = [Words.sameStart(language), Self.line(report, language)]
    if let groups = report.plan.groups {
      page.remarks.insert(GroupText(language: language).text(groups), at: 1)
    }
    page.notes = Self.notes(report)
    self.page = page
    styles = RunStyle.styles(of: report.entrants.map(\.spec.entry), theme: page.theme)
    names = Self.names(report, language)
  }

  private static func subtitle(_ report: SweepReport, _ language: Language) -> String {
    let shape = networkText(report, language)
    let batch = language.numbers.integer(report.plan.batchSize)
    if report.folds > 1 {
      return report.seeds.count == 1
        ? Words.trainSubtitleFolds(language, shape, batch, "\(report.folds)")
        : Words.trainSubtitleFoldsSeeds(
          language, shape, batch, "\(report.folds)", "\(report.seeds.count)")
    }
    return report.seeds.count == 1
      ? Words.trainSubtitleOneSeed(language, shape, batch)
      : Words.trainSubtitle(language, shape, batch, "\(report.seeds.count)")
  }

  /// 64-64-10 ReLU, 4810 parameters.
  private static func networkText(_ report: SweepReport, _ language: Language) -> String {
    Words.networkShape(
      language, report.plan.architecture.summary(language),
      language.numbers.integer(report.parameters))
  }

  private static func line(_ report: SweepReport, _ language: Language) -> String {
    let seeds = report.seeds
    let span =
      seeds.count > 2 && seeds == (0..<UInt64(seeds.count)).map({ seeds[0] + $0 })
      ? "\(seeds[0])–\(seeds[seeds.count - 1])" : seeds.map { "\($0)" }.joined(separator: ", ")
    func count(_ number: Int) -> String { language.numbers.integer(number) }
    let precision =
      report.precision == .single ? Words.single(language) : Words.double(language)
    if report.folds > 1 {
      return Words.trainLineFolds(
        language, report.dataSet, "\(report.folds)", count(report.test), count(report.training),
        count(report.validation), cost(report, language), precision, span, Release.version)
    }
    return Words.trainLine(
      language, report.dataSet, count(report.training), count(report.validation),
      count(report.test), cost(report, language), precision, span, Release.version)
  }

  /// The loss, and how examples are changed and weighed for it.
  private static func cost(_ report: SweepReport, _ language: Language) -> String {
    let plan = report.plan, numbers = language.numbers
    var parts = [Words.loss(plan.loss, language)]
    if plan.labelSmoothing > 0 {
      parts.append(Words.smoothed(language, numbers.short(plan.labelSmoothing)))
    }
    if !plan.classWeights.isEmpty {
      let weights = plan.classWeights.map { numbers.short($0, digits: 3) }
      parts.append(Words.weighted(language, weights.joined(separator: " : ")))
    }
    if !plan.augmentation.isIdentity { parts.append(Words.augmented(language)) }
    return parts.joined(separator: ", ")
  }

  private static func notes(_ report: SweepReport) -> [Scene.Note] {
    [
      .init("Data", report.dataSet), .init("Network", report.plan.architecture.summary(.english)),
      .init("Loss", report.plan.loss.name), .init("Batch size", "\(report.plan.batchSize)"),
      .init("Epochs", "\(report.plan.epochs)"), .init("Precision", report.precision.rawValue),
      .init("Seeds", report.seeds.map { "\($0)" }.joined(separator: ",")),
    ]
      + (report.folds > 1 ? [.init("Folds", "\(report.folds)")] : [])
      + (report.plan.groups.map { [.init("Groups", GroupText(language: .english).text($0))] } ?? [])
      + report.entrants.map {
        .init("Run", "\($0.spec.canonical), rate \($0.rate.rate) \($0.rate.origin.rawValue)")
      }
  }

  /// Distinct names: what tells namesakes apart is their line.
  private static func names(_ report: SweepReport, _ language: Language) -> [String] {
    let labels = report.entrants.map { Words.runName($0.spec.label, language) }
    return labels.indices.map { index in
      guard labels.count(where: { $0 == labels[index] }) > 1 else { return labels[index] }
      let line = report.entrants[index].spec.line
      let twins = report.entrants[..<index].count { $0.spec.line == line }
      return twins == 0 ? line : "\(line) #\(twins + 1)"
    }
  }

  /// How the learning rates were chosen, in one sentence.
  var rule: String {
    let language = page.language
    if report.entrants.allSatisfy({ $0.rate.origin == .stated }) {
      return Words.statedRule(language)
    }
    switch report.tuning {
    case .defaults: return Words.defaultsRule(language)
    case .same(let rate): return Words.sameRule(language, page.numbers.short(rate))
    case .tuned(let rates, let seeds):
      let words = report.folds > 1 ? Words.foldTuning : Words.tunedTraining
      return words(language, "\(rates.rates.count)", "\(seeds.count)")
    }
  }

  func origin(_ origin: ChosenRate.Origin) -> String {
    let language = page.language
    return switch origin {
    case .stated: Words.stated(language)
    case .byDefault: Words.byDefault(language)
    case .same: Words.same(language)
    case .tuned: Words.tuned(language)
    case .tunedAtLowest, .tunedAtHighest: Words.tunedAtEdge(language)
    }
  }
}

extension Architecture {
  /// 64-64-10 ReLU: the widths of the dense layers with what stands between them.
  func summary(_ language: Language) -> String {
    var widths = [inputs]
    var words: [String] = []
    func add(_ word: String) { if !words.contains(word) { words.append(word) } }
    func visit(_ layers: [Layer]) {
      for layer in layers {
        switch layer {
        case .dense(let dense): widths.append(dense.units)
        case .activation(let activation): add(Words.activation(activation, language))
        case .dropout: add(Words.dropout(language))
        case .batchNormalization: add(Words.batchNormalization(language))
        case .layerNormalization: add(Words.layerNormalization(language))
        case .parametricReLU: add("PReLU")
        case .normalization: add(Words.normalization(language))
        case .residual(let inner):
          add(Words.residual(language))
          visit(inner)
        }
      }
    }
    visit(layers)
    // Ten layers of one width are said once.
    var text: [String] = []
    var index = 0
    while index < widths.count {
      let run = widths[index...].prefix { $0 == widths[index] }.count
      text.append(
        run > 3
          ? "\(widths[index])×\(run)"
          : Array(repeating: "\(widths[index])", count: run).joined(separator: "-"))
      index += run
    }
    return ([text.joined(separator: "-")] + words).joined(separator: " ")
  }
}
