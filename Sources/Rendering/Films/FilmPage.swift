import OutputFiles
import Scenes

extension FilmWriter {
  func writePage(_ film: Film, to path: String) throws(RenderingError) {}
}
