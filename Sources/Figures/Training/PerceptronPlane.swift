import Scenes
import Training

/// The plane of two features: what the perceptron says of each point, and the lines on its way there.
struct PerceptronPlane {
  let study: PerceptronStudy
  let plane: PerceptronStudy.Plane
  let colors: ClassColors

  /// More lines than this would be a tangle.
  private static let mostLines = 9

  func graph(_ page: Page, _ measuring: some TextMeasuring) -> Graph {
    var graph = Graph(
      "plane", x: .init(domain: plane.x, title: RichText(study.featureNames[0])),
      y: .init(domain: plane.y, title: RichText(study.featureNames[1])))
    graph.underlay = { frame in [map(frame)] }
    graph.overlay = { frame in
      earlierLines(frame) + examples(frame) + (finalLine(frame, measuring) ?? [])
    }
    return graph
  }

  private func map(_ frame: GraphFrame) -> Mark {
    let panel = frame.page.theme.colors.panel
    let tints = study.classes.indices.map { panel.mixed(with: colors.color($0), 0.3) }
    // Pixels come from the top, cells from the lowest y.
    let pixels = (0..<plane.rows).reversed().flatMap { row in
      plane.labels[row * plane.columns..<(row + 1) * plane.columns].map { tints[$0] }
    }
    return .image(
      Image(width: plane.columns, height: plane.rows, pixels: Array(pixels), isSmooth: true),
      in: frame.box)
  }

  private func examples(_ frame: GraphFrame) -> [Mark] {
    let theme = frame.page.theme
    return zip(plane.examples, plane.decisions).map { example, decision in
      ExampleMark(
        place: frame.place(Point(example.x, example.y)), label: Int(example.target),
        isTraining: example.isTraining, isMistaken: decision != Int(example.target)
      ).mark(colors, theme)
    }
  }

  /// The ends of a line within the frame; nil for one that is none, or does not pass through it.
  private func ends(_ line: PerceptronStudy.Line, _ frame: GraphFrame) -> (Point, Point)? {
    let width = plane.x.upperBound - plane.x.lowerBound
    let height = plane.y.upperBound - plane.y.lowerBound
    // In shares of the window, so that units of any size are alike.
    let a = line.a * width, b = line.b * height
    let c = line.c + line.a * plane.x.lowerBound + line.b * plane.y.lowerBound
    let squares = a * a + b * b
    guard squares > 0, squares.isFinite, c.isFinite else { return nil }
    let foot = Point(-a * c / squares, -b * c / squares)
    let length = squares.squareRoot()
    let along = Point(-b / length, a / length)
    let reach = 2 + abs(foot.x) + abs(foot.y)
    let box = Rectangle(minX: 0, minY: 0, maxX: 1, maxY: 1)
    let (start, end) = (foot - reach * along, foot + reach * along)
    guard let part = LineClipping.segment(from: start, to: end, in: box) else { return nil }
    func place(_ share: Double) -> Point {
      let point = start.toward(end, share)
      return frame.box.nearest(
        to: frame.place(
          Point(plane.x.lowerBound + point.x * width, plane.y.lowerBound + point.y * height)))
    }
    return (place(part.enter), place(part.leave))
  }

  private func earlierLines(_ frame: GraphFrame) -> [Mark] {
    let earlier = plane.lines.dropLast()
    let count = min(earlier.count, Self.mostLines)
    let theme = frame.page.theme
    return (0..<count).compactMap { place in
      let index = count == 1 ? 0 : place * (earlier.count - 1) / (count - 1)
      guard let (start, end) = ends(earlier[index], frame) else { return nil }
      let strength = 0.25 + 0.45 * Double(place + 1) / Double(count)
      return .group(
        "line of epoch \(index + 1)",
        [
          .line(
            from: start, to: end,
            Stroke(
              theme.colors.ink.opacity(strength), width: 0.6 * theme.sizes.line,
              dash: [4, 3].map { $0 * theme.sizes.scale }))
        ])
    }
  }

  /// The last line, with an arrow to the side where the sum is positive.
  private func finalLine(_ frame: GraphFrame, _ measuring: some TextMeasuring) -> [Mark]? {
    guard let line = plane.lines.last, let (start, end) = ends(line, frame) else { return nil }
    let theme = frame.page.theme
    let ink = theme.colors.ink
    var marks: [Mark] = [.line(from: start, to: end, theme.stroke(ink))]
    let delta = end - start
    if delta.length > 0 {
      let middle = start.toward(end, 0.5)
      var across = (1 / delta.length) * Point(-delta.y, delta.x)
      // On the screen, y runs downwards.
      let slope = Point(line.a / frame.perUnitX, line.b / frame.perUnitY)
      if across.x * slope.x + across.y * slope.y < 0 { across = -1 * across }
      let tip = middle + 3.4 * theme.sizes.text * across
      marks.append(
        VectorArrow(start: middle, end: tip, color: ink, width: theme.sizes.line).mark(theme))
      marks.append(label("w·x + b > 0", beyond: tip, along: across, frame, measuring))
    }
    return [.group("line", marks)]
  }

  private func label(
    _ text: String, beyond tip: Point, along: Point, _ frame: GraphFrame,
    _ measuring: some TextMeasuring
  ) -> Mark {
    let theme = frame.page.theme
    let style = theme.text(\.small, weight: .medium).anchored(.middle, .middle)
    let half = measuring.width(of: RichText(text), style: style) / 2
    let place = tip + (0.9 * style.size + half * abs(along.x)) * along
    let room = frame.box.inset(horizontally: half + 0.4 * style.size, vertically: style.size)
    let center = room.nearest(to: place)
    let plate = Rectangle(
      x: center.x - half - 0.3 * style.size, y: center.y - 0.75 * style.size,
      width: 2 * half + 0.6 * style.size, height: 1.5 * style.size)
    return .group(
      "label",
      [
        .rectangle(plate, .fill(theme.colors.panel.opacity(0.82))),
        .text(RichText(text), style, at: center),
      ])
  }
}

extension GraphFrame {
  /// How many units of data a step to the right, and one downwards, takes.
  fileprivate var perUnitX: Double {
    let unit = x.position(of: x.domain.upperBound) - x.position(of: x.domain.lowerBound)
    return unit / (x.domain.upperBound - x.domain.lowerBound)
  }

  fileprivate var perUnitY: Double {
    let unit = y.position(of: y.domain.upperBound) - y.position(of: y.domain.lowerBound)
    return unit / (y.domain.upperBound - y.domain.lowerBound)
  }
}

/// An example with the marker of its class, and a ring if it is mistaken.
struct ExampleMark {
  var place: Point
  var label: Int
  var isTraining: Bool
  var isMistaken: Bool

  func mark(_ colors: ClassColors, _ theme: Theme) -> Mark {
    let radius = 0.62 * theme.sizes.marker
    var marks = [
      colors.marker(label).mark(
        at: place, radius: radius, colors.color(label), casing: theme.colors.casing,
        isHollow: !isTraining)
    ]
    if isMistaken {
      marks.append(
        .path(
          Path.circle(place, radius: 1.9 * radius),
          .stroke(theme.colors.ink, width: 0.5 * theme.sizes.line)))
    }
    return .group(isTraining ? "training example" : "held-out example", marks)
  }
}
