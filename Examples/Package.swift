// swift-tools-version: 6.2
import PackageDescription

func library(_ name: String) -> Target.Dependency { .product(name: name, package: "VariantGym") }

let package = Package(
  name: "VariantGymExamples",
  platforms: [.macOS(.v13)],
  dependencies: [
    .package(name: "VariantGym", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .executableTarget(
      name: "variantgym",
      dependencies: [
        library("VariantGym"), library("VariantGymLaws"), library("VariantGymStudy"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "openenv-server",
      dependencies: [
        library("VariantGym"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingFox", package: "FlyingFox"),
      ]),
    // Programs of a screen each.
    .executableTarget(name: "quickstart", dependencies: [library("VariantGym")]),
    .executableTarget(name: "stream", dependencies: [library("VariantGym")]),
    .executableTarget(name: "loop", dependencies: [library("VariantGym")]),
    .executableTarget(name: "own-labels", dependencies: [library("VariantGym")]),
    .executableTarget(name: "python-model", dependencies: [library("VariantGym")]),
    .executableTarget(
      name: "tiny",
      dependencies: [
        library("VariantGym"), library("VariantGymTraining"), library("TinyTransformer"),
      ]),
  ]
)
