import Scenes
import Testing

@Suite struct NumberFormatTests {
  let format = NumberFormat()
  let comma = NumberFormat(decimalSeparator: ",")

  @Test(
    "Short numbers keep the digits that count",
    arguments: [
      (0.0, "0"), (1, "1"), (0.05, "0.05"), (-1.5, "−1.5"), (123456, "123500"), (0.001, "0.001"),
      (1e-8, "1e−8"), (1.23456e-7, "1.235e−7"), (3e9, "3e9"), (9.9996, "10"),
      (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "NaN"), (.leastNonzeroMagnitude, "5e−324"),
    ])
  func short(number: Double, text: String) {
    #expect(format.short(number) == text)
  }

  @Test("The decimal separator is the language's, in every form")
  func separators() {
    #expect(comma.short(0.125) == "0,125")
    #expect(comma.fixed(2.5, places: 2) == "2,50")
    #expect(comma.rich(1.25e-9).plain == "1,25\u{2009}×\u{2009}10^−9")
  }

  @Test("Powers of ten stand alone, without one times")
  func powers() {
    #expect(format.rich(1e-5).plain == "10^−5")
    #expect(format.rich(-1e9).plain == "−10^9")
    #expect(format.rich(0.25).plain == "0.25")
    #expect(format.powerOfTen(3).spans.last?.level == .superscript)
  }

  @Test("Fixed places round half away from zero and never say minus nought")
  func fixed() {
    #expect(format.fixed(0.125, places: 2) == "0.13")
    #expect(format.fixed(-0.001, places: 2) == "0.00")
    #expect(format.fixed(99.996, places: 2) == "100.00")
    #expect(format.fixed(0.004, places: 1) == "0.0")
    #expect(format.fixed(7, places: 0) == "7")
  }

  @Test("Long integers are grouped by a narrow space")
  func integers() {
    #expect(format.integer(1234) == "1234")
    #expect(format.integer(1_234_567) == "1\u{202F}234\u{202F}567")
    #expect(format.integer(-10_000) == "−10\u{202F}000")
  }
}
