// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "EnvironmentsPeer",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "VariantGym", path: "../../..")],
  targets: [
    .executableTarget(
      name: "work", dependencies: [.product(name: "VariantGym", package: "VariantGym")])
  ]
)
