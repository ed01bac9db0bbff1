import OutputFiles
import Scenes

extension FilmWriter {
  /// One page with everything in it: no file beside it, nothing from the network.
  func writePage(_ film: Film, to path: String) throws(RenderingError) {
    let page = FilmPage(film)
    var list = DisplayList(film, shaper: shaper)
    var frames: [String] = []
    for frame in 0..<film.count {
      if shouldStop() { throw .stopped(path: path) }
      frames.append(list.text(of: film.marks(ofFrame: frame)))
      report?(frame + 1)
    }
    let base = list.text(of: film.base.backdrop + film.base.marks)
    do {
      var file = try OutputFile(path)
      try file.write(page.head)
      try file.write(page.properties)
      try file.write(PageGuides(film).properties)
      try file.write(",\"base\":\(base),\"frames\":[\n")
      for (index, frame) in frames.enumerated() {
        try file.write((index == 0 ? "" : ",\n") + frame)
      }
      try file.write(
        "],\n\"shared\":\(list.sharedTable),\n\"paints\":\(list.paintTable),\n\"glyphs\":\(list.glyphTable)}"
      )
      try file.write(page.foot)
      try file.commit()
    } catch { throw .file(error) }
  }
}

/// The parts of a film's page around its frames.
private struct FilmPage {
  private let film: Film

  init(_ film: Film) { self.film = film }

  var head: String {
    let scene = film.base
    let notes = scene.notes.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
    let paper = scene.background
    let isDark = paper.perceivedLightness < 0.5
    return """
      <!DOCTYPE html>
      <html lang="\(scene.language.escapedForHTML)" class="\(isDark ? "dark" : "light")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="description" content="\(notes.escapedForHTML)">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
      <title>\(scene.title.escapedForHTML)</title>
      <style>
      :root { --paper: \(paper.css); --ratio: \(scene.size.width / scene.size.height) }
      \(String(decoding: PackageResources.player_css, as: UTF8.self))
      </style>
      </head>
      <body>
      <main>
      <div id="stage"><canvas id="picture" role="img" aria-label="\(scene.title.escapedForHTML)">\
      </canvas><div id="tip" role="status"></div></div>
      <div id="controls">
      <button id="play" type="button"></button>
      <input id="position" type="range" min="0" max="\(film.count - 1)" value="0" step="1">
      <button id="speed" type="button"></button>
      </div>
      <div id="layers" role="group"></div>
      <p id="keys"></p>
      </main>
      <script id="film" type="application/json">

      """
  }

  /// Everything but the marks, as the beginning of an object.
  var properties: String {
    let (scene, words) = (film.base, film.words)
    let said = [
      ("play", words.play), ("pause", words.pause), ("position", words.position),
      ("speed", words.speed), ("layers", words.layers), ("keys", words.keys),
      ("decimal", words.decimalSeparator),
    ].map { "\"\($0)\":\($1.quotedForJSON)" }.joined(separator: ",")
    let layers = film.layers.map { layer in
      let probes = layer.probes().map { probe in
        "[\(CompactNumber.tenths(probe.place.x)),\(CompactNumber.tenths(probe.place.y)),"
          + "\(probe.text.quotedForJSON)]"
      }
      return "{\"title\":\(layer.title.quotedForJSON),\"color\":\"\(layer.color.css)\","
        + "\"probes\":[\(probes.joined(separator: ","))]}"
    }
    return "{\"width\":\(scene.size.width),\"height\":\(scene.size.height),"
      + "\"background\":\"\(scene.background.css)\",\"rate\":\(film.frameRate),"
      + "\"ticks\":[\(film.ticks.map(String.init).joined(separator: ","))],"
      + "\"words\":{\(said)},\n\"layers\":[\(layers.joined(separator: ",\n"))],\n"
      + "\"panels\":[\(film.panels.map(\.pageText).joined(separator: ","))]"
  }

  var foot: String {
    "\n</script>\n<script>\n\(String(decoding: PackageResources.player_js, as: UTF8.self))\n"
      + "</script>\n</body>\n</html>\n"
  }
}

/// What a page says of places that frames do not share; each text and each guide is written once.
private struct PageGuides {
  private var texts: [String] = []
  private var guides: [String] = []
  private var ofFrames: [Int] = []

  init(_ film: Film) {
    guard let guide = film.guide else { return }
    var textPlaces: [String: Int] = [:]
    var guidePlaces: [String: Int] = [:]
    for frame in 0..<film.count {
      let guide = guide(frame)
      let probes = guide.probes.map { item -> String in
        let place = textPlaces[item.probe.text] ?? texts.count
        if place == texts.count {
          textPlaces[item.probe.text] = place
          texts.append(item.probe.text.quotedForJSON)
        }
        let (x, y) = (item.probe.place.x, item.probe.place.y)
        return "[\(CompactNumber.tenths(x)),\(CompactNumber.tenths(y)),"
          + "\(place),\(item.layer ?? -1)]"
      }
      let text =
        "{\"panels\":[\(guide.panels.map(\.pageText).joined(separator: ","))],"
        + "\"probes\":[\(probes.joined(separator: ","))]}"
      let place = guidePlaces[text] ?? guides.count
      if place == guides.count {
        guidePlaces[text] = place
        guides.append(text)
      }
      ofFrames.append(place)
    }
  }

  var properties: String {
    ",\n\"texts\":[\(texts.joined(separator: ",\n"))],\n"
      + "\"guides\":[\(guides.joined(separator: ",\n"))],"
      + "\"guideOf\":[\(ofFrames.map(String.init).joined(separator: ","))]"
  }
}

extension FilmPanel {
  /// As the page's script reads it.
  fileprivate var pageText: String {
    func axis(_ scale: Scale, _ title: String) -> String {
      let (kind, width) =
        switch scale.kind {
        case .linear: ("linear", 1.0)
        case .logarithmic: ("logarithmic", 1.0)
        case .symmetricLogarithmic(let width): ("symmetric", width)
        }
      return "{\"title\":\(title.quotedForJSON),\"kind\":\"\(kind)\",\"width\":\(width),"
        + "\"domain\":[\(scale.domain.lowerBound),\(scale.domain.upperBound)],"
        + "\"ends\":[\(scale.start),\(scale.end)]}"
    }
    return "{\"x\":\(axis(x, xTitle)),\"y\":\(axis(y, yTitle))}"
  }
}

extension Color {
  /// As CSS writes it.
  var css: String {
    func hex(_ byte: UInt8) -> String {
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    return "#" + hex(red) + hex(green) + hex(blue) + (alpha == 255 ? "" : hex(alpha))
  }
}

extension String {
  var escapedForHTML: String {
    var result = ""
    for character in self {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }

  /// In quotes, and without a `<` that could end the element around it.
  var quotedForJSON: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "<": result += "\\u003c"
      case "\n": result += "\\n"
      case _ where scalar.value < 32: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
