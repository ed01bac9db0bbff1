import LossSurfaces
import ReproducibleMath
import Testing

@testable import Trajectories

@Suite struct OwnGoldenTests {
  @Test("Every rule under every name has a golden on each of four surfaces")
  func complete() {
    #expect(OwnGoldens.races.count == 4)
    for race in OwnGoldens.races {
      let recorded = Set(
        OwnGoldens.files.map(\.golden).filter { $0.race == race.name }.map(\.spec))
      let missing = RacesFile.allOptimizers.filter { !recorded.contains($0) }
      #expect(
        missing.isEmpty,
        "record them with: ./descent record Tests/Fixtures/goldens/races.yaml --into Tests/Fixtures/goldens"
      )
      #expect(
        recorded.isSubset(of: RacesFile.allOptimizers),
        "\(recorded.subtracting(RacesFile.allOptimizers))")
    }
  }

  @Test("Every golden passes, bit for bit")
  func exact() throws {
    let goldens = OwnGoldens.files.map(\.golden)
    let surfaces = try Dictionary(
      OwnGoldens.races.map { race in
        (race.surface, try Project.catalog.surface(named: race.surface, dimension: 2))
      }, uniquingKeysWith: { first, _ in first })
    let checks = Parallel.map(count: goldens.count, threads: 2) { index in
      surfaces[goldens[index].surface].map { GoldenCheck(goldens[index], on: $0) }
    }
    #expect(checks.count >= 4 * 190)
    for check in checks { #expect(check?.difference == nil, "\(check?.spec ?? "")") }
  }

  @Test("A golden file is at most six kilobytes")
  func size() {
    for file in OwnGoldens.files { #expect(file.text.utf8.count <= 6000, "\(file.path)") }
  }
}
