extension Scene {
  /// The scene as it can be read: texts that leave the page or what clips them, or lie on others, are
  /// left out.
  ///
  /// A picture that is too small for all of its labels keeps those that come first; before all
  /// others come those of the groups that `first` names.
  public func readable(first: Set<String> = [], measuring: some TextMeasuring) -> Scene {
    var kept = KeptTexts(measuring: measuring)
    visit { mark in
      if case .group(let group) = mark, first.contains(group.name) {
        _ = kept.readable(group.marks, within: bounds, skipping: [])
      }
    }
    var scene = self
    scene.backdrop = kept.readable(backdrop, within: bounds, skipping: first)
    scene.marks = kept.readable(marks, within: bounds, skipping: first)
    return scene
  }
}

/// The boxes of texts that stay.
private struct KeptTexts<Measuring: TextMeasuring> {
  private let measuring: Measuring
  private var boxes: [Rectangle] = []

  init(measuring: Measuring) { self.measuring = measuring }

  /// - Parameter skipping: the names of groups whose texts have been kept already.
  mutating func readable(
    _ marks: [Mark], within bounds: Rectangle, skipping: Set<String>
  ) -> [Mark] {
    var result: [Mark] = []
    for mark in marks {
      switch mark {
      case .text(let text):
        guard let box = measuring.inkBox(of: text), bounds.contains(box),
          boxes.allSatisfy({ !$0.overlaps(box) })
        else { continue }
        boxes.append(box)
        result.append(mark)
      case .group(var group):
        if !skipping.contains(group.name) {
          let inner = group.clip.map { bounds.common(with: $0) } ?? bounds
          group.marks = readable(group.marks, within: inner, skipping: skipping)
        }
        result.append(.group(group))
      case .path, .image: result.append(mark)
      }
    }
    return result
  }
}

extension TextMeasuring {
  /// Where a text has ink, a little less than a line's height, upright about what may be turned.
  public func inkBox(of mark: TextMark) -> Rectangle? {
    var straight = mark
    straight.position = Point(0, 0)
    let box = box(of: straight).inset(
      horizontally: 0.05 * mark.style.size, vertically: 0.22 * mark.style.size)
    let (cosine, sine) = (Elementary.cosine(mark.rotation), Elementary.sine(mark.rotation))
    let corners = [
      Point(box.minX, box.minY), Point(box.maxX, box.minY), Point(box.maxX, box.maxY),
      Point(box.minX, box.maxY),
    ]
    return Path(
      corners.map { corner in
        mark.position
          + Point(cosine * corner.x - sine * corner.y, sine * corner.x + cosine * corner.y)
      }
    ).bounds
  }
}
