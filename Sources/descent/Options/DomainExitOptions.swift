import ArgumentParser
import LossSurfaces
import Suggestions

/// What happens to runs that leave the domain.
struct DomainExitOptions: ParsableArguments {
  @Option(
    help: """
      What happens to a run that leaves the domain: free (nothing), stop (it ends), clip (to the \
      nearest point inside), reflect (at the edge), penalty or penalty:K (f + K d², K = 1000 where \
      not given). What the surface's file says where not given, and free where that says nothing.
      """,
    transform: DomainExitOptions.parse)
  var domainExit: DomainExit?

  func exit(on surface: LossSurface) -> DomainExit { domainExit ?? surface.card.exit }

  private static func parse(_ text: String) throws -> DomainExit {
    if let exit = DomainExit(text) { return exit }
    let nearest = Spelling.nearest(to: text, among: DomainExit.words).first
    let hint = nearest.map { "; did you mean \($0)?" } ?? ""
    throw ValidationError(
      "--domain-exit is \(text); expected free, stop, clip, reflect, penalty or penalty:K\(hint)")
  }
}
