import LossSurfaces
import ReproducibleMath
import Testing

@Suite struct SurfaceCatalogTests {
  let catalog = SurfaceCatalog(directories: ["surfaces"])

  @Test("A surface is found by its file's name and by its own")
  func lookup() throws {
    #expect(try catalog.surface(named: "rosenbrock").card.name == "Rosenbrock")
    #expect(try catalog.surface(named: "Rosenbrock").card.key == "rosenbrock")
  }
}
