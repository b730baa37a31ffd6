/// The sizes of a decoder-only transformer.
///
/// Each layer normalizes before it computes (RMSNorm), attends causally with several heads whose
/// queries and keys are rotated by position (Su et al. 2021, arXiv 2104.09864), and feeds forward
/// through a gated unit (SwiGLU, Shazeer 2020, arXiv 2002.05202). The embedding also reads out.
public struct ModelShape: Hashable, Sendable {
  /// How many tokens there are.
  public let vocabulary: Int
  /// The numbers that represent a token between layers.
  public let width: Int
  /// The layers.
  public let layers: Int
  /// The heads of a layer; each has `width / heads` numbers.
  public let heads: Int
  /// The numbers inside a feed-forward unit.
  public let hidden: Int
  /// The most tokens that a row may hold.
  public let context: Int

  /// A shape.
  ///
  /// - Parameter hidden: `nil` for 8/3 of the width, rounded up to a multiple of 32.
  /// - Throws: `ModelError.badShape` where a size is not positive or beyond a million, where heads do
  ///   not divide the width, and where a head holds an odd number.
  public init(
    vocabulary: Int, width: Int, layers: Int, heads: Int, hidden: Int? = nil, context: Int
  ) throws(ModelError) {
    let largest = 1_000_000
    for (name, size) in [
      ("vocabulary", vocabulary), ("width", width), ("layers", layers), ("heads", heads),
      ("hidden", hidden ?? 1), ("context", context),
    ] where !(1...largest).contains(size) {
      throw .badShape("\(name) is \(size), not in 1...\(largest)")
    }
    guard width % heads == 0, width / heads % 2 == 0 else {
      throw .badShape("width \(width) does not make \(heads) heads of an even size")
    }
    self.vocabulary = vocabulary
    self.width = width
    self.layers = layers
    self.heads = heads
    self.hidden = hidden ?? (8 * width / 3 + 31) / 32 * 32
    self.context = context
    guard weightCount <= 1 << 31 else {
      throw .badShape("it has \(weightCount) weights, more than 2^31")
    }
  }

  /// The numbers of a head.
  public var headWidth: Int { width / heads }

  /// How many weights there are.
  public var weightCount: Int { WeightLayout(self).count }

  static let epsilon: Float = 1e-5
  static let rotaryBase = 10_000.0
}

/// Why a model cannot be made, read or used.
public enum ModelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The sizes do not make a model.
  case badShape(String)
  /// A row cannot be used with the model.
  case badRow(String)
  /// A step's gradient was not finite.
  case diverged(step: Int)
  /// A file is no model that this library wrote, or is damaged.
  case badFile(path: String, reason: String)

  /// What went wrong.
  public var description: String {
    switch self {
    case .badShape(let reason): "no such model: \(reason)"
    case .badRow(let reason): "row not usable: \(reason)"
    case .diverged(let step): "the gradient of step \(step) is not finite"
    case .badFile(let path, let reason): "\(path): \(reason)"
    }
  }
}
