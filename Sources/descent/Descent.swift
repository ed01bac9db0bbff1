import ArgumentParser
import OutputFiles
import Rendering
import Trajectories

@main
struct Descent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "descent",
    abstract: "A lab for optimizers: race them on loss surfaces and draw what they do.",
    discussion: """
      EXAMPLES:
        descent race rosenbrock adam momentum rmsprop
        descent race beale "torch.optim.SGD(lr=1e-3, momentum=0.9)" --start 1,1.5 --tuning defaults
        descent race "x^2 + 25 y^2" adam sgd --domain -5,5,-5,5 --out bowl.svg
        descent train digits adam sgd --seeds 5
        descent perceptron xor
        descent basins himmelblau adam momentum
        descent sensitivity rosenbrock --optimizers all
        descent evaluate himmelblau --at 3,2 --json
        descent describe himmelblau
        descent list optimizers

      EXIT STATUS: 0 done, 1 a comparison failed, 2 the request was wrong, 3 the machine failed us.
      """,
    version: Release.version,
    // Each states its name: finding it by reflection would take a thirtieth of a picture's time.
    subcommands: [
      Race.self, Basins.self, SensitivityCommand.self, Train.self, PerceptronCommand.self,
      Inside.self, Draw.self, Classic.self, Sheet.self, Plate.self, Gallery.self, List.self,
      Explain.self, Describe.self, Evaluate.self, Verify.self, Record.self, Check.self,
      Accept.self,
    ])

  static func main() {
    do {
      try VectorChoice.check()
      var command = try parseAsRoot()
      try command.run()
    } catch let status as ExitStatus {
      exit(withError: ExitCode(status.rawValue))
    } catch let error as OutputFileError {
      Console.complain(error.description)
      exit(withError: ExitCode(ExitStatus.machineFailed.rawValue))
    } catch let error as RenderingError {
      Console.complain(error.description)
      exit(withError: ExitCode(error.status.rawValue))
    } catch let error as MachineFailure {
      Console.complain(error.description)
      exit(withError: ExitCode(ExitStatus.machineFailed.rawValue))
    } catch let error as any RequestError {
      Console.complain(Speech.text(of: error))
      exit(withError: ExitCode(ExitStatus.requestWrong.rawValue))
    } catch {
      let code = exitCode(for: error)
      guard code != .success else { exit(withError: error) }
      Console.complain(fullMessage(for: error))
      exit(withError: ExitCode(ExitStatus.requestWrong.rawValue))
    }
  }
}
