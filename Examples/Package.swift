// swift-tools-version: 6.2
import PackageDescription

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
        .product(name: "VariantGym", package: "VariantGym"),
        .product(name: "VariantGymStudy", package: "VariantGym"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
    .executableTarget(
      name: "openenv-server",
      dependencies: [
        .product(name: "VariantGym", package: "VariantGym"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingFox", package: "FlyingFox"),
      ]
    ),
    .executableTarget(
      name: "quickstart", dependencies: [.product(name: "VariantGym", package: "VariantGym")]),
    .executableTarget(
      name: "tiny",
      dependencies: ["VariantGym", "VariantGymTraining", "TinyTransformer"].map {
        .product(name: $0, package: "VariantGym")
      }),
  ]
)
