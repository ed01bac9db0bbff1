import Scenes

/// What ffmpeg is told.
public enum VideoArguments {
  static func input(_ pixels: String, _ width: Int, _ height: Int, _ rate: Int) -> [String] {
    [
      "-f", "rawvideo", "-pixel_format", pixels, "-video_size", "\(width)x\(height)", "-framerate",
      "\(rate)",
    ]
  }

  /// How `ColorMatrix` turned colours into numbers.
  static let colors = [
    "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc",
    "bt709",
  ]

  /// Plays everywhere, and from its beginning while it is still being loaded.
  public static func encoding(threads: Int) -> [String] {
    ["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p"] + colors
      + ["-threads", "\(threads)", "-movflags", "+faststart", "-fflags", "+bitexact", "-f", "mp4"]
  }

  /// The same for a film that says what it is.
  static func mp4(threads: Int, notes scene: Scene) -> [String] {
    let comment = scene.notes.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
    return ["-metadata", "title=\(scene.title)", "-metadata", "comment=\(comment)"]
      + encoding(threads: threads)
  }

  static let webp = [
    "-c:v", "libwebp_anim", "-lossless", "1", "-compression_level", "3", "-pix_fmt", "bgra",
    "-loop", "0", "-f", "webp",
  ]
}
