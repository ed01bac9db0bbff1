import OutputFiles
public import Scenes

/// Draws scenes and writes them as files; the one thing that a caller needs.
public struct PictureWriter: Sendable {
  public let shaper: TextShaper
  public var threads: Int

  public init(threads: Int = 1) throws(RenderingError) {
    shaper = try TextShaper()
    self.threads = threads
  }

  /// The bytes of a file of that format.
  /// - Parameters:
  ///   - scale: the pixels a unit of a PNG.
  ///   - points: the length of a unit in an SVG or PDF.
  public func bytes(
    of scene: Scene, as format: PictureFormat, scale: Double = 1, points: Double = 1
  ) throws(RenderingError) -> [UInt8] {
    switch format {
    case .png:
      let rasterizer = Rasterizer(shaper: shaper, scale: scale, threads: threads)
      let notes = [Scene.Note("Title", scene.title)] + scene.notes
      return PNGEncoder(threads: threads).bytes(of: try rasterizer.raster(of: scene), notes: notes)
    case .svg: return try VectorPicture.svg(scene, points: points, shaper: shaper)
    case .pdf: return try VectorPicture.pdf(scene, points: points, shaper: shaper)
    }
  }

  /// Writes the scene as its path's ending says; the file is there whole or not at all.
  public func write(
    _ scene: Scene, to path: String, scale: Double = 1, points: Double = 1
  ) throws(RenderingError) {
    let format = try PictureFormat(path: path)
    let bytes = try bytes(of: scene, as: format, scale: scale, points: points)
    do {
      var file = try OutputFile(path)
      try file.write(bytes)
      try file.commit()
    } catch {
      throw .file(error)
    }
  }
}
