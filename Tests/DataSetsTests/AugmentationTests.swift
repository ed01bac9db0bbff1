import DataSets
import ReproducibleMath
import Testing

@Suite struct AugmentationTests {
  let shape = ImageShape(rows: 4, columns: 5)
  let picture = (0..<20).map { Double($0 * $0) }

  private func change(_ augmentation: Augmentation, seed: UInt64) -> [Double] {
    var pixels = picture
    var random = RandomPurpose.augmentation.stream(seed: seed)
    var scratch: [Double] = []
    var span = pixels.mutableSpan
    augmentation.apply(to: &span, shape: shape, random: &random, scratch: &scratch)
    return pixels
  }

  private func augmentation(_ set: (inout Augmentation) -> Void) -> Augmentation {
    var augmentation = Augmentation()
    set(&augmentation)
    return augmentation
  }

  @Test("Nothing asked, nothing changed")
  func identity() {
    #expect(Augmentation().isIdentity)
    #expect(change(Augmentation(), seed: 1) == picture)
  }

  @Test("A flip mirrors each row, in about half of the cases")
  func flips() {
    let flip = augmentation { $0.flips = true }
    let mirrored = (0..<4).flatMap { row in (0..<5).map { picture[row * 5 + 4 - $0] } }
    let results = (0..<200).map { change(flip, seed: $0) }
    #expect(results.allSatisfy { $0 == picture || $0 == mirrored })
    #expect((70...130).contains(results.count { $0 == mirrored }))
  }

  @Test("Every kind of change changes something, alike for the same seed")
  func kinds() {
    let kinds = [
      augmentation { $0.shift = 0.2 }, augmentation { $0.rotation = 20 },
      augmentation { $0.zoom = 0.3 }, augmentation { $0.noise = 0.1 },
    ]
    for kind in kinds {
      let changed = change(kind, seed: 5)
      #expect(changed != picture && changed == change(kind, seed: 5))
      #expect(changed != change(kind, seed: 6))
    }
  }

  @Test("A shift of a ramp moves it by the same amount everywhere but at the edge")
  func shiftOfRamp() {
    var ramp = (0..<20).map { Double($0 % 5) }
    var random = RandomPurpose.augmentation.stream(seed: 9)
    var scratch: [Double] = []
    var span = ramp.mutableSpan
    augmentation { $0.shift = 0.15 }
      .apply(to: &span, shape: shape, random: &random, scratch: &scratch)
    let moved = ramp[2] - 2
    #expect(abs(moved) > 0.01 && abs(moved) <= 0.75)
    for row in 0..<4 {
      for column in 1..<4 { #expect(abs(ramp[row * 5 + column] - Double(column) - moved) < 1e-12) }
    }
  }

  @Test("Turning and zooming leave the centre of the picture where it is")
  func centre() {
    let odd = ImageShape(rows: 5, columns: 5)
    var pixels = (0..<25).map { $0 == 12 ? 1.0 : 0 }
    var random = RandomPurpose.augmentation.stream(seed: 2)
    var scratch: [Double] = []
    var span = pixels.mutableSpan
    augmentation {
      $0.rotation = 30
      $0.zoom = 0.2
    }
    .apply(to: &span, shape: odd, random: &random, scratch: &scratch)
    #expect(pixels[12] == 1 && pixels[11] > 0)
  }
}
