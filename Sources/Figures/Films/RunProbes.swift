import Scenes
import Trajectories

/// What a page says about each point of a race.
struct RunProbes: Sendable {
  let context: FigureContext
  /// More points than this cannot be told apart.
  let most: Int

  /// One layer a run, with the points that lie in the panel.
  func layers(of field: PathField) -> [FilmLayer] {
    context.result.runs.indices.map { index in
      let path = field.paths[index]
      return FilmLayer(
        title: path.name, color: path.style.color, groups: [RunPath.group(path.name)]
      ) {
        let trajectory = context.result.runs[index].trajectory
        let places = field.panel.places(trajectory)
        return probes(trajectory) { row in
          field.panel.frame.contains(places[row]) ? places[row] : nil
        }
      }
    }
  }

  /// - Parameter place: where a row's point is shown; nil where it is not.
  func probes(
    _ trajectory: Trajectory, at place: (_ row: Int) -> Point?
  ) -> [FilmProbe] {
    let stride = max(1, (trajectory.count + most - 1) / most)
    return trajectory.records.indices.compactMap { row in
      guard row % stride == 0 || row == trajectory.count - 1,
        let place = place(row), place.isFinite
      else { return nil }
      return FilmProbe(place, text(trajectory, row))
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
