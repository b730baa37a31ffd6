@_exported public import VariantGymCore
@_exported public import VariantGymDatasets
@_exported public import VariantGymEvaluation
@_exported public import VariantGymGeneralPoints
@_exported public import VariantGymPolicies
@_exported public import VariantGymSokoban

extension Catalog {
  /// The environments that ship with the library. One line each.
  public static let standard = Catalog([
    Family(SokobanParts()),
    Family(PointsParts()),
  ])
}
