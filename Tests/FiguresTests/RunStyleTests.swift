import Optimizers
import Scenes
import Testing

@testable import Figures

@Suite struct RunStyleTests {
  @Test("No two optimizers look the same, for any colour vision", arguments: Theme.Name.allCases)
  func apart(name: Theme.Name) {
    let entries = OptimizerCatalog.entries
    let styles = RunStyle.styles(of: entries, theme: Theme(name))
    for (index, style) in styles.enumerated() {
      for other in styles[..<index] {
        #expect(style != other)
        guard style.dash == other.dash, style.marker == other.marker else { continue }
        for vision in [ColorVision.normal, .deuteranopia, .protanopia] {
          #expect(vision.seen(style.color).difference(from: vision.seen(other.color)) > 0.06)
        }
      }
    }
  }

  @Test(
    "Series that are no optimizers look different too, also to a printer without colours",
    arguments: Theme.Name.allCases)
  func series(name: Theme.Name) {
    let styles = RunStyle.series(9, Theme(name))
    for (index, style) in styles.enumerated() {
      for other in styles[..<index] {
        #expect(style.marker != other.marker && style.color != other.color)
        guard style.dash == other.dash else { continue }
        for vision in [ColorVision.normal, .deuteranopia, .protanopia, .monochromacy] {
          #expect(
            vision.seen(style.color).difference(from: vision.seen(other.color)) > 0.06
              || vision == .monochromacy && name != .print)
        }
      }
    }
  }

  @Test("A name looks the same in every race; a second run of it differs")
  func constant() throws {
    let theme = Theme(.light)
    let adam = try #require(OptimizerCatalog.entry("adam"))
    let sgd = try #require(OptimizerCatalog.entry("sgd"))
    let alone = RunStyle.styles(of: [adam], theme: theme)
    let twice = RunStyle.styles(of: [sgd, adam, adam], theme: theme)
    #expect(twice[1] == alone[0])
    #expect(twice[2].color != alone[0].color && twice[2].marker != alone[0].marker)
  }

  @Test("Each style stands out from the map under it", arguments: Theme.Name.allCases)
  func contrast(name: Theme.Name) {
    let theme = Theme(name)
    for style in RunStyle.styles(of: OptimizerCatalog.entries, theme: theme) {
      for background in theme.colors.field.stops {
        #expect(style.color.difference(from: background) > 0.09)
      }
    }
  }
}
