import ArgumentParser
import Figures
import LossSurfaces
import Trajectories

/// What a race is drawn as.
enum RaceFigure: String, CaseIterable, ExpressibleByArgument {
  case comparison, relief, witness, fan, planes

  /// The relief is what many call the 3-D view.
  init?(argument: String) {
    let name = argument.lowercased()
    if name == "3d" { self = .relief } else { self.init(rawValue: name) }
  }

  /// The race that the picture needs: a witness runs each optimizer at several rates.
  func prepared(_ race: Trajectories.Race) throws -> Trajectories.Race {
    if self == .planes {
      guard race.surface.dimension > 2 else {
        throw WrongRequest(
          "--figure planes draws surfaces of more than two parameters; "
            + "\(race.surface.card.name) is drawn whole by --figure comparison")
      }
      return race
    }
    guard self != .comparison, race.surface.dimension != 2 else {
      return self == .witness ? race.atRates(WitnessFigure.factors) : race
    }
    throw WrongRequest(
      "--figure \(rawValue) draws surfaces of two parameters; \(race.surface.card.name) has "
        + "\(race.surface.dimension)")
  }

  func figure(
    _ result: RaceResult, _ picture: PictureOptions, plane: PlaneChoice, threads: Int
  ) -> any Figure {
    let (theme, language) = (picture.theme.value, picture.language.value)
    return switch self {
    case .comparison:
      ComparisonFigure(
        result, theme: theme, language: language, threads: threads, plane: plane)
    case .relief: ReliefFigure(result, theme: theme, language: language, threads: threads)
    case .witness:
      WitnessFigure(
        result.groups(of: WitnessFigure.factors.count), theme: theme, language: language,
        threads: threads)
    case .fan: FanFigure(result, theme: theme, language: language, threads: threads)
    case .planes:
      PlanesFigure(result, plane: plane, theme: theme, language: language, threads: threads)
    }
  }
}
