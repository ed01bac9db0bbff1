import Scenes
import Trajectories

/// The loss and the step length of all runs over gradient evaluations.
struct LossPanels {
  let context: FigureContext

  /// Values of f − f* below this are drawn at it; nil if there are none.
  private(set) var floor: Double?
  let lossDomain: ClosedRange<Double>
  private let stepDomain: ClosedRange<Double>

  /// How far below the start's f − f* anything is told from zero.
  private static let depth = 1e-16

  init(_ context: FigureContext) {
    self.context = context
    let records = context.result.runs.lazy.flatMap(\.trajectory.records)
    let losses = Extremes(records.lazy.map { context.measure($0.loss) })
    let steps = Extremes(records.lazy.map(\.stepLength))
    let start = context.measure(context.startLoss)
    if context.measure.isGap {
      let scale = start > 0 && start.isFinite ? start : 1
      let lowest = Self.depth * scale
      if losses.low < lowest { floor = lowest }
      // A diverging run must not flatten all others.
      let top = min(losses.high, 1e3 * scale)
      lossDomain = Self.decades(max(losses.lowAboveZero, lowest), max(top, scale))
    } else {
      let reach = 1e3 * max(abs(start), 1)
      let (low, high) = (max(losses.low, -reach), min(losses.high, reach))
      lossDomain = low < high ? low...high : low - 1...low + 1
    }
    let firstStep = records.first { $0.stepLength > 0 && $0.stepLength.isFinite }?.stepLength ?? 1
    let longest = min(steps.high, 1e3 * firstStep)
    stepDomain = Self.decades(max(steps.lowAboveZero, 1e-16 * longest), longest)
  }

  /// The ends of the finite numbers of a sequence; 1 where there are none.
  private struct Extremes {
    var low = Double.infinity
    var lowAboveZero = Double.infinity
    var high = -Double.infinity

    init(_ numbers: some Sequence<Double>) {
      for number in numbers where number.isFinite {
        low = min(low, number)
        high = max(high, number)
        if number > 0 { lowAboveZero = min(lowAboveZero, number) }
      }
      if low > high { (low, high) = (1, 1) }
      if lowAboveZero == .infinity { lowAboveZero = max(high, 1e-300) }
    }
  }

  /// From a power of ten to a power of ten, or a little beyond both within a few decades.
  private static func decades(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    let low = max(min(low, high / 10), 1e-300)
    return 0.6 * low...min(1.7 * high, 1e300)
  }

  /// The plane that is shown, where paths leave it.
  private var distantPlane: SurfacePlane? {
    context.plane.flatMap { $0.holdsPaths ? nil : $0 }
  }

  /// The room that the wider of both left axes takes.
  func axisRoom(_ measuring: some TextMeasuring) -> Double {
    let language = context.language
    var kinds = [
      (context.measure.kind, lossDomain, context.measure.name(language)),
      (.logarithmic, stepDomain, Words.stepLength(language)),
    ]
    if let rates = RatePanel(context) {
      kinds.append((rates.kind, rates.domain, Words.rate(language)))
    }
    if let plane = distantPlane {
      kinds.append((.linear, distanceDomain(plane), Words.planeDistance(language)))
    }
    return kinds.map { kind, domain, title in
      let ticks = Scale(kind, domain: domain, from: 0, to: 1)
        .ticks(about: 5, format: context.numbers)
      return Axis.room(
        .left, ticks: ticks, title: RichText(title), theme: context.theme, measuring: measuring)
    }.max() ?? 0
  }

  func marks(in area: Rectangle, _ measuring: some TextMeasuring) -> [Mark] {
    panels(in: area).map { .group($0.name, $0.panel.marks(context, measuring)) }
  }

  /// The loss above the step length, and below these the distance off the plane that is shown; none
  /// where there is no room.
  func panels(in area: Rectangle) -> [(name: String, panel: CurvePanel)] {
    guard area.width > 0, area.height > 0 else { return [] }
    let gap = 1.2 * context.theme.sizes.gap
    let rates = RatePanel(context)
    let weights: [Double] =
      (rates == nil ? [3, 2] : [6, 2, 4]) + (distantPlane == nil ? [] : [rates == nil ? 2 : 3])
    let rows = area.rows(weights, gap: gap)
    let last = context.result.runs.map(\.evaluations).max() ?? 1
    let x = Scale(
      domain: 0...Double(max(last, 1)), from: area.minX.rounded(), to: area.maxX.rounded())
    let measure = context.measure
    let floor = floor
    let top = panel(
      rows[0], x, lossDomain, measure.kind, title: nil,
      measure.name(context.language)
    ) { path, row in
      let loss = measure(path.records[row].loss)
      return floor.map { max(loss, $0) } ?? loss
    }
    let rate = rates.map { ("learning rate", $0.panel(in: Self.rounded(rows[1]), x)) }
    let clock = context.result.race.isByEpochs ? Words.examples : Words.evaluations
    let title = clock(context.language)
    let lengths = panel(
      rows[rates == nil ? 1 : 2], x, stepDomain, .logarithmic,
      title: distantPlane == nil ? title : nil, Words.stepLength(context.language)
    ) { $0.records[$1].step == 0 ? .nan : $0.records[$1].stepLength }
    let distances = distantPlane.map { plane in
      let panel = panel(
        rows[rows.count - 1], x, distanceDomain(plane), .linear, title: title,
        Words.planeDistance(context.language)
      ) { plane.distance($0.point($1)) }
      return ("plane distance", panel)
    }
    return [("loss", top)] + [rate].compactMap(\.self) + [("step length", lengths)]
      + [distances].compactMap(\.self)
  }

  private static func rounded(_ box: Rectangle) -> Rectangle {
    Rectangle(
      minX: box.minX.rounded(), minY: box.minY.rounded(), maxX: box.maxX.rounded(),
      maxY: box.maxY.rounded())
  }

  private func distanceDomain(_ plane: SurfacePlane) -> ClosedRange<Double> {
    0...(plane.farthest > 0 ? 1.08 * plane.farthest : 1)
  }

  private func panel(
    _ box: Rectangle, _ x: Scale, _ domain: ClosedRange<Double>, _ kind: Scale.Kind,
    title: String?, _ yTitle: String, _ value: (Trajectory, Int) -> Double
  ) -> CurvePanel {
    let frame = Self.rounded(box)
    let series = context.result.runs.indices.map { index in
      let run = context.result.runs[index]
      return CurvePanel.Series(
        group: RunPath.group(context.names[index]), style: context.styles[index],
        points: (0..<run.trajectory.count).map { row in
          Point(Double(run.trajectory.records[row].evaluations), value(run.trajectory, row))
        },
        isDiverged: run.outcome.isDiverged)
    }
    return CurvePanel(
      frame: frame, x: x, y: Scale(kind, domain: domain, from: frame.maxY, to: frame.minY),
      xTitle: title.map { RichText($0) }, yTitle: RichText(yTitle), series: series)
  }
}
