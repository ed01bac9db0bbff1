// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "descent",
  platforms: [.macOS("26.0")],
  products: [
    .executable(name: "descent", targets: ["descent"]),
    .library(name: "ReproducibleMath", targets: ["ReproducibleMath"]),
    .library(name: "Optimizers", targets: ["Optimizers"]),
    .library(name: "LossSurfaces", targets: ["LossSurfaces"]),
    .library(name: "Networks", targets: ["Networks", "DataSets"]),
    .library(name: "Training", targets: ["Training"]),
    .library(name: "Trajectories", targets: ["Trajectories"]),
    .library(name: "TrajectoryTesting", targets: ["TrajectoryTesting"]),
    .library(name: "Figures", targets: ["Scenes", "Figures", "Rendering"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCairo", pkgConfig: "cairo",
      providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
    .systemLibrary(
      name: "CPango", pkgConfig: "pangocairo",
      providers: [.apt(["libpango1.0-dev"]), .brew(["pango"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate",
      providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
    .systemLibrary(
      name: "CGIFFormat", pkgConfig: "cgif",
      providers: [.apt(["libcgif-dev"]), .brew(["cgif"])]),
    .systemLibrary(
      name: "CSleef", pkgConfig: "sleef",
      providers: [.apt(["libsleef-dev"]), .brew(["sleef"])]),

    // The one C target: what Swift cannot say (an inlinable square root, processor dispatch).
    .target(name: "CVectorMath", dependencies: ["CSleef"]),
    .target(name: "ReproducibleMath", dependencies: ["CVectorMath"], swiftSettings: strict),
    .target(name: "OutputFiles", swiftSettings: strict),
    .target(name: "Complaints", swiftSettings: strict),
    .target(name: "Suggestions", dependencies: ["Complaints"], swiftSettings: strict),
    .target(
      name: "YAMLFiles",
      dependencies: [
        "Complaints", "Suggestions", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Optimizers",
      dependencies: ["ReproducibleMath", "CVectorMath", "Complaints", "Suggestions"],
      swiftSettings: strict),
    .target(
      name: "DataSets",
      dependencies: ["ReproducibleMath", "Complaints", "Suggestions", "CDeflate"],
      swiftSettings: strict),
    .target(
      name: "Networks",
      dependencies: [
        "ReproducibleMath", "CVectorMath", "Complaints", "DataSets", "Suggestions", "YAMLFiles",
      ],
      swiftSettings: strict),
    .target(
      name: "LossSurfaces",
      dependencies: [
        "CVectorMath", "Networks", "DataSets", "ReproducibleMath", "Suggestions", "YAMLFiles",
      ],
      swiftSettings: strict),
    .target(
      name: "Trajectories",
      dependencies: [
        "CVectorMath", "Optimizers", "LossSurfaces", "ReproducibleMath", "OutputFiles", "YAMLFiles",
      ],
      swiftSettings: strict),
    .target(
      name: "Training",
      dependencies: [
        "Complaints", "Networks", "DataSets", "Optimizers", "ReproducibleMath", "OutputFiles",
        "CDeflate",
      ],
      swiftSettings: strict),
    .target(name: "Scenes", swiftSettings: strict),
    .target(
      name: "Figures",
      dependencies: [
        "Scenes", "Trajectories", "Training", "Networks", "DataSets", "LossSurfaces", "Optimizers",
        "ReproducibleMath",
      ],
      swiftSettings: strict),
    .target(
      name: "Rendering",
      dependencies: [
        "Scenes", "OutputFiles", "ReproducibleMath", "CCairo", "CPango", "CDeflate", "CGIFFormat",
      ],
      resources: [.embedInCode("Films/Page/player.js"), .embedInCode("Films/Page/player.css")],
      swiftSettings: strict),
    .target(
      name: "TrajectoryTesting",
      dependencies: ["Trajectories", "LossSurfaces", "Figures", "Scenes", "Rendering"],
      swiftSettings: strict),
    .executableTarget(
      name: "descent",
      dependencies: [
        "Trajectories", "Training", "Networks", "DataSets", "LossSurfaces", "Optimizers",
        "ReproducibleMath", "OutputFiles",
        "YAMLFiles", "Complaints", "Suggestions", "Scenes", "Figures", "Rendering",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "descent-bench",
      dependencies: [
        "ReproducibleMath", "Trajectories", "LossSurfaces", "Optimizers", "DataSets", "Networks",
        "Training", "Scenes", "Figures", "Rendering",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks", exclude: ["adam_torch.py", "adam_loop.py", "basins_ackley_jax.py"],
      swiftSettings: strict),

    .testTarget(
      name: "ReproducibleMathTests", dependencies: ["ReproducibleMath", "CVectorMath"],
      swiftSettings: strict),
    .testTarget(
      name: "OutputFilesTests", dependencies: ["OutputFiles"], swiftSettings: strict),
    .testTarget(
      name: "LossSurfacesTests",
      dependencies: [
        "LossSurfaces", "CVectorMath", "DataSets", "Networks", "ReproducibleMath", "YAMLFiles",
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "TrajectoriesTests",
      dependencies: ["Trajectories", "LossSurfaces", "Optimizers", "ReproducibleMath"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests", dependencies: ["descent", "LossSurfaces", "ReproducibleMath"],
      swiftSettings: strict),
    .testTarget(
      name: "OptimizersTests", dependencies: ["Optimizers", "ReproducibleMath"],
      swiftSettings: strict),
    .testTarget(name: "ScenesTests", dependencies: ["Scenes"], swiftSettings: strict),
    .testTarget(
      name: "RenderingTests",
      dependencies: ["Rendering", "Scenes", "OutputFiles", "CCairo", "CDeflate"],
      swiftSettings: strict),
    .testTarget(
      name: "FiguresTests",
      dependencies: [
        "Figures", "Scenes", "Rendering", "Trajectories", "LossSurfaces", "Optimizers",
        "Training", "Networks", "DataSets",
      ],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "TrajectoryTestingTests",
      dependencies: ["TrajectoryTesting", "Trajectories", "LossSurfaces"],
      swiftSettings: strict),
    // Counts what a test's own thread allocates.
    .target(name: "CRuntimeCounters", path: "Tests/Support/CRuntimeCounters"),
    .testTarget(
      name: "DataSetsTests",
      dependencies: ["Complaints", "DataSets", "ReproducibleMath", "CDeflate"],
      swiftSettings: strict),
    .testTarget(
      name: "NetworksTests",
      dependencies: ["Networks", "DataSets", "ReproducibleMath", "YAMLFiles"],
      swiftSettings: strict),
    .testTarget(
      name: "TrainingTests",
      dependencies: [
        "Training", "Networks", "DataSets", "Optimizers", "ReproducibleMath", "CRuntimeCounters",
      ],
      swiftSettings: strict),
  ]
)
