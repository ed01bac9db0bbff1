import Scenes
import Trajectories

/// What a page says about each point of a race.
struct RaceProbes: Sendable {
  let context: FigureContext
  let field: PathField

  /// One layer a run.
  var layers: [FilmLayer] {
    context.result.runs.indices.map { index in
      let path = field.paths[index]
      return FilmLayer(
        title: path.name, color: path.style.color, groups: [RunPath.group(path.name)]
      ) { probes(context.result.runs[index].trajectory) }
    }
  }

  /// More points than this cannot be told apart in a panel.
  private static let most = 1500

  private func probes(_ trajectory: Trajectory) -> [FilmProbe] {
    let places = field.panel.places(trajectory)
    let stride = max(1, (trajectory.count + Self.most - 1) / Self.most)
    return trajectory.records.indices.compactMap { row in
      guard row % stride == 0 || row == trajectory.count - 1, places[row].isFinite,
        field.panel.frame.contains(places[row])
      else { return nil }
      return FilmProbe(places[row], text(trajectory, row))
    }
  }

  private func text(_ trajectory: Trajectory, _ row: Int) -> String {
    let (language, numbers) = (context.language, context.numbers)
    let record = trajectory.records[row]
    return [
      Words.probe(language, numbers.integer(record.step), numbers.integer(record.evaluations)),
      language.point(Array(trajectory.point(row))),
      context.measure.name(language) + " = " + numbers.short(context.measure(record.loss)),
      Words.gradientNorm(language) + " = " + numbers.short(record.gradientNorm),
    ].joined(separator: "\n")
  }
}
