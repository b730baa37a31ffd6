// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "FrozenLake",
  platforms: [.macOS(.v13)],
  products: [.library(name: "FrozenLake", targets: ["FrozenLake"])],
  dependencies: [
    .package(name: "VariantGym", path: "../..")
  ],
  targets: [
    .target(
      name: "FrozenLake", dependencies: [.product(name: "VariantGym", package: "VariantGym")]),
    .executableTarget(name: "frozen-lake", dependencies: ["FrozenLake"]),
    .testTarget(
      name: "FrozenLakeTests",
      dependencies: [
        "FrozenLake", .product(name: "VariantGymLaws", package: "VariantGym"),
      ]),
  ]
)
