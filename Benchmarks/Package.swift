// swift-tools-version: 6.2
import PackageDescription

// One suite a folder under `Benchmarks/Benchmarks/`, with the library that it measures;
// `swift package benchmark` runs them all.
let suites = [
  ("EvaluationBenchmarks", "VariantGym"),
  ("GeneralPointsBenchmarks", "VariantGym"),
  ("SokobanBenchmarks", "VariantGym"),
  ("ThoughtBenchmarks", "VariantGym"),
  ("TransformerBenchmarks", "TinyTransformer"),
]

let package = Package(
  name: "VariantGymBenchmarks",
  platforms: [.macOS(.v13)],
  dependencies: [
    .package(name: "VariantGym", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    // The server of the tests, by a symbolic link.
    .target(name: "LoopbackServer", path: "Benchmarks/LoopbackServer"),
    .executableTarget(
      name: "policy-throughput",
      dependencies: ["LoopbackServer", .product(name: "VariantGym", package: "VariantGym")],
      path: "Benchmarks/PolicyThroughput"),
  ]
    + suites.map { suite, library in
      .executableTarget(
        name: suite,
        dependencies: [
          .product(name: "Benchmark", package: "benchmark"),
          .product(name: library, package: "VariantGym"),
        ],
        path: "Benchmarks/\(suite)",
        plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    }
)
