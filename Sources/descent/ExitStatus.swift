import Complaints
import DataSets
import LossSurfaces
import Networks
import Optimizers
import Rendering
import Training
import Trajectories
import YAMLFiles

/// How a command ends, for whoever called it.
enum ExitStatus: Int32, Error {
  case done = 0
  /// A comparison failed: steps differ, a golden is broken.
  case comparisonFailed = 1
  /// What was asked for does not exist or makes no sense.
  case requestWrong = 2
  /// A disk, a folder or another program failed us.
  case machineFailed = 3
}

/// An error whose cause is what was asked for; its description says what to ask instead.
protocol RequestError: Error, CustomStringConvertible {}

/// A request that no other module could have checked.
struct WrongRequest: RequestError, Complaint {
  let sentence: Sentence

  var description: String { sentence.english }

  init(_ sentence: Sentence) { self.sentence = sentence }

  init(_ english: String, _ portuguese: String) { self.init(Sentence(english, portuguese)) }

  /// In English only.
  init(_ description: String) { self.init(Sentence(description)) }
}

/// What the machine could not do; its description says what failed.
struct MachineFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension SpecError: RequestError {}
extension DataError: RequestError {}
extension NetworkError: RequestError {}
extension TrainingError: RequestError {}
extension YAMLFileError: RequestError {}

extension RenderingError {
  var status: ExitStatus {
    switch self {
    case .unknownFormat, .unusableSize: .requestWrong
    case .file, .cairo, .noFont, .missingProgram, .encoder, .stopped: .machineFailed
    }
  }
}
