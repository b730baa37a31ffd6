import VariantGymCore

extension PolicyFailure {
  static let cancelled = PolicyFailure("cancelled", cause: .cancelled)
}
