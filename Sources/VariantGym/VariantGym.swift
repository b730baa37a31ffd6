@_exported public import VariantGymCore
@_exported public import VariantGymGeneralPoints
@_exported public import VariantGymSokoban
