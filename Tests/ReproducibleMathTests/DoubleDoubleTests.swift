import ReproducibleMath
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct DoubleDoubleTests {
  @Test("A running power is the correctly rounded power", arguments: [0.9, 0.999, 0.95, 0.5, 0.1])
  func runningPower(_ base: Double) {
    var running = DoubleDouble(1)
    var plain = 1.0
    var differs = false
    for exponent in 1...250 {
      running.multiply(by: base)
      plain *= base
      let expected = pow(base, Double(exponent))
      #expect(abs(running.value - expected) <= expected.ulp / 2)
      #expect(running.value == DoubleDouble.power(base, exponent))
      differs = differs || plain != expected
    }
    // Plain products round at every step, so this test would notice if we did.
    #expect(differs == (base != 0.5))
  }

  @Test("A power that would underflow becomes zero")
  func underflow() {
    var power = DoubleDouble(1)
    for _ in 0..<20_000 { power.multiply(by: 0.9) }
    #expect(power.value == 0)
  }

  @Test("The zeroth power is one")
  func zeroth() { #expect(DoubleDouble.power(0.3, 0) == 1) }
}
