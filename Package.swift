// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies,
    swiftSettings: settings)
}

let package = Package(
  name: "VariantGym",
  platforms: [.macOS(.v13)],
  products: [
    .library(name: "VariantGym", targets: ["VariantGym"]),
    .library(name: "VariantGymLaws", targets: ["VariantGymLaws"]),
    .library(name: "TinyTransformer", targets: ["TinyTransformer"]),
    .library(name: "VariantGymTraining", targets: ["VariantGymTraining"]),
    .library(name: "VariantGymStudy", targets: ["VariantGymStudy"]),
  ],
  targets: [
    library("VariantGymCore"),
    .target(name: "SokobanBatchKernels"),
    library("VariantGymSokoban", ["VariantGymCore", "SokobanBatchKernels"]),
    library("VariantGymGeneralPoints", ["VariantGymCore"]),
    library("VariantGymDatasets", ["VariantGymCore"]),
    library("VariantGymPolicies", ["VariantGymCore"]),
    library("VariantGymEvaluation", ["VariantGymCore"]),
    library("VariantGymLaws", ["VariantGymCore"]),
    library(
      "VariantGym",
      [
        "VariantGymCore", "VariantGymSokoban", "VariantGymGeneralPoints", "VariantGymDatasets",
        "VariantGymPolicies", "VariantGymEvaluation",
      ]),
    .target(name: "TinyTransformerKernels"),
    library("TinyTransformer", ["TinyTransformerKernels"]),
    library("VariantGymTraining", ["TinyTransformer", "VariantGymCore", "VariantGymDatasets"]),
    library("VariantGymStudy", ["VariantGym", "VariantGymTraining", "TinyTransformer"]),
    .target(name: "AllocationHooks", path: "Tests/AllocationHooks"),
    .target(
      name: "AllocationCounter", dependencies: ["AllocationHooks"],
      path: "Tests/AllocationCounter", swiftSettings: settings),
    .target(
      name: "TraceCorpus", dependencies: ["VariantGymCore"], path: "Tests/TraceCorpus",
      swiftSettings: settings),
    .target(name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: settings),
    .executableTarget(
      name: "ScriptedProcess", dependencies: ["VariantGym"], path: "Tests/ScriptedProcess",
      swiftSettings: settings),
    tests("VariantGymCore", ["AllocationCounter"]),
    tests("VariantGymSokoban", ["VariantGymCore", "AllocationCounter", "TraceCorpus"]),
    tests("VariantGymGeneralPoints", ["VariantGymCore", "TraceCorpus"]),
    tests("VariantGymDatasets", ["VariantGym"]),
    tests("VariantGymEvaluation", ["VariantGym"]),
    tests("VariantGymPolicies", ["LoopbackServer", "ScriptedProcess", "VariantGym"]),
    tests("VariantGym", ["VariantGymLaws"]),
    tests("TinyTransformer", ["TinyTransformerKernels", "AllocationCounter"]),
    tests("VariantGymStudy", ["VariantGym", "TinyTransformer", "VariantGymTraining"]),
    tests("VariantGymTraining", ["VariantGym", "TinyTransformer", "AllocationCounter"]),
  ]
)
