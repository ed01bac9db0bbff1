import Scenes

/// A film with all that a frame can hold: lines, letters, an image, things beyond the edge.
enum TestFilm {
  static let words = FilmWords(
    play: "Play", pause: "Pause", position: "Position", speed: "Speed", layers: "Layers",
    keys: "Keys", decimalSeparator: ",")

  static func film(count: Int = 9, size: Size = Size(161, 91)) -> Film {
    let base = Scene(
      size: size, background: .white, title: "A <film>", notes: [.init("Surface", "none & all")],
      backdrop: [
        .rectangle(Rectangle(x: 10, y: 10, width: 90, height: 60), .fill(Color(0xE0E8EE)))
      ],
      marks: [
        .group("run a", [.line(from: Point(10, 10), to: Point(150, 80), Stroke(.black, width: 2))])
      ])
    return Film(
      base: base, ticks: (0..<count).map { $0 == 0 ? 3 : 1 },
      layers: [
        FilmLayer(
          title: "a", color: Color(0x055CC5), groups: ["run a"],
          probes: { [FilmProbe(Point(40, 40), "step 1\nf = 2,5")] })
      ], words: words
    ) { frame in
      let x = 150 * Double(frame) / Double(max(count - 1, 1))
      let image = Image(
        width: 3, height: 1, pixels: [Color(0xFF0000), .clear, Color(0x00AA00)])
      return [
        .group(
          "run a", clip: Rectangle(x: 10, y: 10, width: 90, height: 60),
          [
            .path(
              .circle(Point(x, 40), radius: 7),
              Paint(fill: Color(0x055CC5), stroke: Stroke(.white, width: 1.5)))
          ]),
        .line(
          from: Point(x, -50), to: Point(160 - x, 500),
          Stroke(Color(0xA72D00), width: 1, dash: [4, 2])),
        .line(from: Point(.nan, 3), to: Point(1e12, 5), Stroke(.black, width: 1)),
        .text("frame \(frame)", TextStyle(size: 9, color: .black), at: Point(x, 80)),
        .image(image, in: Rectangle(x: x / 2, y: 20, width: 8, height: 4)),
      ]
    }
  }
}
