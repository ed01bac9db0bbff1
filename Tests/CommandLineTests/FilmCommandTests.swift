import Foundation
import Testing

@Suite struct FilmCommandTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private static let race = [
    "race", "rosenbrock", "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam",
  ]

  private static let hasEncoder =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/ffmpeg")

  /// A folder with a program of ffmpeg's name that does what the script says.
  private func fakeEncoder(_ script: String) throws -> String {
    let programs = folder.url.appending(path: "programs")
    try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
    let file = programs.appending(path: "ffmpeg")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return "\(programs.path):/usr/bin:/bin"
  }

  private func films() -> [String] { folder.names.filter { $0.hasPrefix("film") } }

  @Test("The standard race is a GIF of at most three megabytes, with its data beside it")
  func gif() throws {
    let run = try Program.run(Self.race + ["--out", folder.path("film.gif")])
    #expect(run.status == 0)
    #expect(run.complaint.isEmpty)
    #expect(run.output.hasSuffix("film.gif\n\(folder.path("film.csv"))\n"))
    let size = try folder.data("film.gif").count
    #expect(size > 100_000 && size <= 3_000_000, "\(size)")
  }

  @Test("A missing encoder is named before any work, with what to do", arguments: ["mp4", "webp"])
  func missing(ending: String) throws {
    let run = try Program.run(
      Self.race + ["--out", folder.path("film.\(ending)")], environment: ["PATH": "/nowhere"])
    #expect(run.status == 3)
    #expect(run.complaint.contains("needs the program ffmpeg"))
    #expect(run.complaint.contains("apt-get install ffmpeg"))
    #expect(folder.names.isEmpty)
  }

  @Test(
    "An encoder that dies in the middle leaves no film, and its last word is passed on",
    arguments: ["mp4", "webp"])
  func dying(ending: String) throws {
    let path = try fakeEncoder("head -c 3000000 > /dev/null; echo out of ideas >&2; exit 7")
    try expectNoFilm(
      ending, path: path, saying: "could not be encoded by ffmpeg: it gave up: out of ideas")
  }

  @Test("An encoder that is killed in the middle leaves no film", arguments: ["mp4", "webp"])
  func killed(ending: String) throws {
    let path = try fakeEncoder("head -c 3000000 > /dev/null; kill -9 $$")
    try expectNoFilm(
      ending, path: path, saying: "could not be encoded by ffmpeg: it was ended by signal 9")
  }

  @Test("An encoder that takes every frame and fails without a word has failed")
  func silent() throws {
    let path = try fakeEncoder("cat > /dev/null; exit 7")
    try expectNoFilm("mp4", path: path, saying: "could not be encoded by ffmpeg: it gave up")
  }

  @Test("An encoder that cannot even start says so", arguments: ["mp4", "webp"])
  func stillborn(ending: String) throws {
    let path = try fakeEncoder("echo libx264.so: cannot open shared object >&2; exit 127")
    try expectNoFilm(ending, path: path, saying: "libx264.so: cannot open shared object")
  }

  /// As ffmpeg does where the disk is full when it writes its last bytes.
  @Test("An encoder that complains and ends as if all were well has failed")
  func complaining() throws {
    let path = try fakeEncoder(
      "cat > /dev/null; echo 'Error closing file: No space left on device' >&2")
    try expectNoFilm("mp4", path: path, saying: "could not be written: No space left on device")
  }

  /// That a film with this encoder ends with status 3, names the file, and leaves the table alone.
  private func expectNoFilm(_ ending: String, path: String, saying reason: String) throws {
    let run = try Program.run(
      Self.race + ["--out", folder.path("film.\(ending)")], environment: ["PATH": path])
    #expect(run.status == 3)
    #expect(run.complaint.contains(folder.path("film.\(ending)")))
    #expect(run.complaint.contains(reason), "\(run.complaint)")
    #expect(run.complaint.contains("nothing was left under that name"))
    #expect(films() == ["film.csv"])
  }

  @Test("Ctrl-C in the middle of a film ends the encoder and leaves no film")
  func interrupted() throws {
    let path = try fakeEncoder("echo $$ > '\(folder.path("encoder"))'; exec sleep 60")
    let process = try Program.start(
      Self.race + ["--out", folder.path("film.mp4")], environment: ["PATH": path])
    var encoder: Int32?
    for _ in 0..<400 where encoder == nil {
      usleep(20_000)
      encoder = (try? folder.text("encoder")).flatMap { Int32($0.dropLast()) }
    }
    let number = try #require(encoder)
    // Past the moment at which it starts the encoder, it waits for that to take frames.
    usleep(300_000)
    kill(process.process.processIdentifier, SIGINT)
    let run = process.finish()
    #expect(run.status == 3)
    #expect(run.complaint.contains("Stopped; \(folder.path("film.mp4")) was not written"))
    #expect(films() == ["film.csv"])
    #expect(kill(number, 0) != 0, "the encoder is still there")
  }

  @Test(
    "Ctrl-C in the middle of a film that we write ourselves leaves none of it",
    arguments: ["gif", "html", "png-sequence"])
  func interruptedAlone(ending: String) throws { try interrupt(ending) }

  @Test(
    "Ctrl-C in the middle of a film that ffmpeg encodes leaves none of it",
    .enabled(if: hasEncoder, "ffmpeg is not installed"), arguments: ["mp4", "webp"])
  func interruptedEncoding(ending: String) throws { try interrupt(ending) }

  private func interrupt(_ ending: String) throws {
    let process = try Program.start(
      Self.race + [
        "--steps", "6000", "--frames", "6000", "--tuning", "defaults", "--out",
        folder.path("film.\(ending)"),
      ])
    // The table is there when the film begins.
    for _ in 0..<1000 where films().isEmpty { usleep(20_000) }
    usleep(400_000)
    kill(process.process.processIdentifier, SIGINT)
    let run = process.finish()
    #expect(run.status == 3)
    #expect(run.complaint.contains("Stopped; \(folder.path("film.\(ending)")) was not written"))
    #expect(films() == ["film.csv"])
  }

  @Test("A step's inside can be had as a film, without ffmpeg", arguments: ["gif", "html"])
  func inside(ending: String) throws {
    let run = try Program.run(
      [
        "inside", "beale", "adam", "--step", "2-3", "--size", "400x300", "--out",
        folder.path("film.\(ending)"),
      ], environment: ["PATH": "/nowhere"])
    #expect(run.status == 0, "\(run.complaint)")
    let bytes = try folder.data("film.\(ending)")
    #expect(bytes.count > 10_000 && bytes.count < 1_000_000)
    #expect(films() == ["film.csv", "film.\(ending)"])
  }

  @Test(
    "A film of anything but a race misses its encoder before any work too",
    arguments: [["inside", "beale", "adam"], ["classic", "beale"]])
  func missingElsewhere(command: [String]) throws {
    let run = try Program.run(
      command + ["--out", folder.path("film.mp4")], environment: ["PATH": "/nowhere"])
    #expect(run.status == 3)
    #expect(run.complaint.contains("needs the program ffmpeg"))
    #expect(folder.names.isEmpty)
  }

  @Test(
    "A film can be had as a file of each kind that ffmpeg makes",
    .enabled(if: hasEncoder, "ffmpeg is not installed"), arguments: ["mp4", "webp"])
  func encoded(ending: String) throws {
    let run = try Program.run([
      "race", "sphere", "sgd", "adam", "--steps", "12", "--tuning", "defaults", "--size", "401x301",
      "--out", folder.path("film.\(ending)"),
    ])
    #expect(run.status == 0, "\(run.complaint)")
    let bytes = try folder.data("film.\(ending)")
    #expect(bytes.count > 4000)
    let mark = Data((ending == "mp4" ? "ftyp" : "WEBP").utf8)
    #expect(bytes.prefix(16).range(of: mark) != nil)
    // The first frame stands for 13 ticks of a 25th of a second, eleven for one, the last for 63.
    #expect(Self.milliseconds(bytes, ending) == 3480)
    if ending == "mp4" {
      // What a player needs first comes first.
      let index = try #require(bytes.range(of: Data("moov".utf8)))
      let frames = try #require(bytes.range(of: Data("mdat".utf8)))
      #expect(index.lowerBound < frames.lowerBound)
    }
  }

  @Test(
    "A full disk ends with what the system says, and no film",
    .enabled(if: getuid() == 0, "only root may mount a small disk"),
    arguments: ["gif", "html", "png-sequence"])
  func fullDisk(ending: String) throws { try expectFullDisk(ending, kilobytes: 200) }

  /// What ffmpeg holds back until its end fills the larger ones at the last moment.
  @Test(
    "A full disk ends a film that ffmpeg encodes the same way, early or late",
    .enabled(if: getuid() == 0, "only root may mount a small disk"),
    .enabled(if: hasEncoder, "ffmpeg is not installed"), arguments: ["mp4", "webp"],
    [40, 100, 200, 240])
  func fullDiskEncoding(ending: String, kilobytes: Int) throws {
    try expectFullDisk(ending, kilobytes: kilobytes)
  }

  private func expectFullDisk(_ ending: String, kilobytes: Int) throws {
    let disk = folder.url.appending(path: "disk")
    try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
    let mount = "mount -t tmpfs -o size=\(kilobytes)k tmpfs '\(disk.path)'"
    guard try shell(mount) == 0 else { return }
    defer { _ = try? shell("umount '\(disk.path)'") }
    let film = disk.appending(path: "film.\(ending)").path
    let run = try Program.run([
      "race", "sphere", "sgd", "--steps", "200", "--tuning", "defaults", "--out", film,
    ])
    #expect(run.status == 3)
    #expect(
      run.complaint.contains("\(film) could not be written: No space left on device"),
      "\(run.complaint)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["film.csv"])
  }

  /// How long a film says it is.
  private static func milliseconds(_ data: Data, _ ending: String) -> Int {
    let bytes = [UInt8](data)
    func number(_ places: some Sequence<Int>) -> Int {
      places.reduce(0) { $0 << 8 | Int(bytes[$1]) }
    }
    if ending == "mp4" {
      guard let header = data.range(of: Data("mvhd".utf8))?.upperBound else { return 0 }
      let (scale, length) = (number(header + 12..<header + 16), number(header + 16..<header + 20))
      return 1000 * length / max(scale, 1)
    }
    var (sum, place) = (0, 12)
    while place + 8 <= bytes.count {
      if bytes[place..<place + 4].elementsEqual("ANMF".utf8) {
        sum += number((place + 20..<place + 23).reversed())
      }
      place += 8 + (number((place + 4..<place + 8).reversed()) + 1) & ~1
    }
    return sum
  }

  private func shell(_ line: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
