import Rendering
import Scenes

/// A film on its way into a file: its size, its progress, and its end by Ctrl-C.
struct FilmOutput {
  let path: String
  let format: FilmFormat
  let picture: PictureOptions
  let threads: Int

  func write(_ film: (Size, TextShaper) -> Film) throws {
    let shaper = try TextShaper()
    let made = film(size, shaper)
    let progress = Progress(
      picture.language == .english ? "film" : "filme", of: made.count,
      picture.language == .english ? "frames" : "quadros")
    var writer = FilmWriter(shaper: shaper, threads: threads)
    writer.report = { progress.show($0) }
    let interruption = Interruption()
    writer.shouldStop = { interruption.isRequested }
    defer {
      interruption.end()
      progress.end()
    }
    try writer.write(made, as: format, to: path)
    if format == .pngSequence { Console.note(encodeCommand(made)) }
  }

  /// What makes a film of a sequence.
  private func encodeCommand(_ film: Film) -> String {
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    let digits = max(4, "\(film.ticks.reduce(0, +) - 1)".count)
    let stem = folder.lastIndex(of: ".").map { String(folder[..<$0]) } ?? folder
    return "ffmpeg -framerate \(film.frameRate) -i '\(folder)/frame-%0\(digits)d.png' "
      + "-c:v libx264 -crf 18 -pix_fmt yuv420p -movflags +faststart '\(stem).mp4'"
  }

  /// Slides are 16:9; a GIF is for pages, and must stay small.
  private var size: Size {
    picture.wantedSize?.size ?? (format == .gif ? Size(800, 600) : Size(1280, 720))
  }
}
