public import LossSurfaces

/// What is known about a surface, as JSON; every float reads back to the same bits.
public enum SurfaceJSON {
  /// - Parameter gradient: the components as formulas; nil for one that is too long to read.
  public static func text(of surface: LossSurface, gradient: [String?]) -> String {
    let card = surface.card
    var json = JSONText()
    json.object { json in
      json.write(card.key, "key")
      json.write(card.name, "name")
      json.write(card.formula, "formula")
      if let sample = card.sample { json.write(sample, "sample") }
      if let noise = card.noise { json.write("\(noise)", "noise") }
      if let family = card.family { json.write(family.rawValue, "family") }
      if let instance = card.instance { json.write(instance, "instance") }
      json.object("definitions") { json in
        for definition in card.definitions { json.write(definition.text, "\(definition.head)") }
      }
      json.object("parameters") { json in
        for parameter in card.parameters { json.write(parameter.value, parameter.name) }
      }
      json.array("variables") { json in
        for label in card.axisLabels { json.write(label) }
      }
      json.array("gradient") { json in
        for text in gradient { json.write(text ?? "") }
      }
      json.array("kinds") { json in
        for kind in card.kinds { json.write(kind.rawValue) }
      }
      json.array("domain") { json in
        for interval in card.domain { json.write([interval.lowerBound, interval.upperBound]) }
      }
      json.write(card.outside.rawValue, "outside")
      write(card.minima, "minima", into: &json)
      write(card.saddles, "saddles", into: &json)
      write(card.maxima, "maxima", into: &json)
      json.array("starts") { json in
        for start in card.starts { json.write(start) }
      }
      json.write(card.source, "source")
      json.object("lesson") { json in
        for lesson in card.lesson.translations { json.write(lesson.text, lesson.language) }
      }
    }
    return json.text
  }

  private static func write(
    _ points: [SurfaceCard.KnownPoint], _ name: String, into json: inout JSONText
  ) {
    json.array(name) { json in
      for point in points {
        json.object { json in
          json.write(point.at, "at")
          json.write(point.value, "value")
          if point.isOnBoundary { json.write(true, "boundary") }
          if let set = point.set { json.write(set, "set") }
          if !point.isProven { json.write(false, "proven") }
        }
      }
    }
  }
}
