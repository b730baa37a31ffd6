// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "TransformerPeer",
  platforms: [.macOS(.v13)],
  dependencies: [.package(name: "VariantGym", path: "../../..")],
  targets: [
    .executableTarget(
      name: "peer", dependencies: [.product(name: "TinyTransformer", package: "VariantGym")])
  ]
)
