import LossSurfaces
import Scenes
import Trajectories

/// What of the loss a picture draws, and on which scale.
struct LossMeasure: Hashable {
  enum Origin: Hashable {
    /// f − f*, on a logarithmic scale.
    case lowest(Double)
    /// f less the lowest value of all runs, where f* is unknown.
    case best(Double)
    /// f itself where a run falls without end, or below what was taken for f*; on a symmetric
    /// scale that is linear below `linearWithin`.
    case zero(linearWithin: Double)
  }

  let origin: Origin
  /// The lowest finite loss of all runs.
  let best: Double

  init(_ result: RaceResult) {
    var best = Double.infinity
    for run in result.runs {
      for record in run.trajectory.records where record.loss.isFinite {
        best = min(best, record.loss)
      }
    }
    // What a run undercuts was not the lowest value.
    let lowest = result.race.surface.card.lowest.flatMap { point in
      point.isProven || best >= point.value - 1e-9 * max(1, abs(point.value)) ? point.value : nil
    }
    self.init(
      best: best, start: result.runs.first?.trajectory.records.first?.loss ?? 1,
      lowestValue: lowest)
  }

  /// - Parameters:
  ///   - start: the loss where the runs began.
  ///   - lowestValue: the surface's f*, where it is known.
  init(best: Double, start: Double, lowestValue: Double?) {
    self.best = best
    let size = start.isFinite ? max(abs(start), 1) : 1
    if let lowest = lowestValue, best >= lowest - 1e-9 * max(1, abs(lowest)) {
      origin = .lowest(lowest)
    } else if lowestValue == nil, best.isFinite, best > -1e3 * size {
      origin = .best(best)
    } else {
      origin = .zero(linearWithin: size / 100)
    }
  }

  /// For one surface without runs: f − f* where f* is known, else f from the lowest value seen.
  init(_ surface: LossSurface, best: Double) {
    self.best = best
    if let lowest = surface.card.lowestValue, best >= lowest - 1e-9 * max(1, abs(lowest)) {
      origin = .lowest(lowest)
    } else {
      origin = .best(best)
    }
  }

  /// For a surface without runs: f − f* where anything is known of f*.
  init(lowest: Double?, _ minima: [Double]) {
    best = minima.min() ?? lowest ?? .infinity
    let known = [lowest, minima.min()].compactMap(\.self).min()
    origin = known.map { .lowest($0) } ?? .zero(linearWithin: 1)
  }

  /// What f is measured from.
  var offset: Double {
    switch origin {
    case .lowest(let lowest), .best(let lowest): lowest
    case .zero: 0
    }
  }

  /// The number that is drawn for a loss.
  func callAsFunction(_ loss: Double) -> Double { loss - offset }

  /// The number that is written for a loss: a difference that is only rounding is nought.
  func shown(_ loss: Double) -> Double {
    let number = self(loss)
    return isGap && abs(number) <= 4 * offset.ulp ? 0 : number
  }

  var isGap: Bool { if case .zero = origin { false } else { true } }

  var kind: Scale.Kind {
    switch origin {
    case .lowest, .best: .logarithmic
    case .zero(let width): .symmetricLogarithmic(linearWithin: width)
    }
  }

  func name(_ language: Language) -> String {
    switch origin {
    case .lowest: Words.gap(language)
    case .best: Words.gapToBest(language)
    case .zero: Words.loss(language)
    }
  }
}
