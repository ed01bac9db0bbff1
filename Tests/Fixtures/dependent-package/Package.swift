// swift-tools-version: 6.2
import PackageDescription

// `./descent test` says where the lab is; a package of your own names its address here.
let address = Context.environment["DESCENT_REPOSITORY"] ?? "https://example.org/descent.git"

let package = Package(
  name: "rewritten",
  platforms: [.macOS("26.0")],
  dependencies: [.package(url: address, branch: "snapshot")],
  targets: [
    .target(name: "Rewritten"),
    .testTarget(
      name: "RewrittenTests",
      dependencies: ["Rewritten", .product(name: "TrajectoryTesting", package: "descent")],
      resources: [.copy("goldens")]),
  ]
)
