internal import VariantGymCore

/// What two boards share when one is the other moved, turned or mirrored.
///
/// A key holds the floor that the player could reach if no box were in the way, and its targets;
/// a *state* key holds the boxes and the player as well. The floor is cropped to its bounding box,
/// so that walls and anything else out of reach do not count. Of the eight symmetric pictures the
/// key is the one whose `bytes` come first. Boards with equal keys are therefore equivalent, and
/// equivalent boards have equal keys.
///
/// ```swift
/// let seen = Set(boards.map(\.canonicalLayout))
/// ```
public struct CanonicalKey: Hashable, Comparable, Sendable {
  /// What a key holds.
  public enum Kind: UInt8, Hashable, Codable, Sendable {
    /// Reachable floor and targets: what no move can change.
    case layout = 0
    /// The layout with its boxes and the player.
    case state = 1
  }

  /// A floor of at most 8x8 cells needs no heap storage; every other floor is kept as its bytes.
  enum Storage: Sendable {
    case words(Words)
    case bytes([UInt8])
  }

  let storage: Storage

  init(_ storage: Storage) {
    self.storage = storage
  }

  /// Whether the key describes a layout or a state.
  public var kind: Kind {
    switch storage {
    case .words(let words): words.kind
    case .bytes(let bytes): Kind(rawValue: bytes[0])!
    }
  }

  /// The stable byte form; equal keys have equal bytes, on every platform and in every release.
  ///
  /// The kind (0 or 1), the height and the width (little-endian base 128, the high bit of a byte
  /// set where another one follows), then one plane each for the floor and the targets. A plane is
  /// the rows from the top, each in whole bytes, the leftmost cell in the lowest bit. A state
  /// adds a plane for the boxes, then the row and the column of the player, counted from 0 and
  /// written like the height. Takes time linear in the area.
  public var bytes: [UInt8] {
    switch storage {
    case .words(let words): words.bytes
    case .bytes(let bytes): bytes
    }
  }

  /// A fixed 64-bit hash of the key: the same on every platform, in every process and release.
  ///
  /// Constant time for floors of at most 8x8 cells, otherwise linear in the area. Different keys
  /// share a digest with a chance of about 2^-64.
  public var digest: UInt64 {
    switch storage {
    case .words(let words): words.digest
    case .bytes(let bytes): Self.digest(of: bytes)
    }
  }

  /// Chains a word to a digest; a bijection of either argument while the other is fixed.
  @inline(__always)
  static func chain(_ digest: UInt64, _ word: UInt64) -> UInt64 {
    Random.mix((digest ^ word) &+ 0x9E37_79B9_7F4A_7C15)
  }

  /// Whether both keys hold the same content.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left.storage, right.storage) {
    case (.words(let left), .words(let right)): left == right
    case (.bytes(let left), .bytes(let right)): left == right
    // A floor of at most 8x8 is always kept in words.
    default: false
    }
  }

  /// Compares by `bytes`, the first difference deciding.
  public static func < (left: Self, right: Self) -> Bool {
    switch (left.storage, right.storage) {
    case (.words(let left), .words(let right)): left < right
    default: left.bytes.lexicographicallyPrecedes(right.bytes)
    }
  }

  /// Feeds the digest, which stands for the whole key.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(digest)
  }
}

extension Board {
  /// The reachable floor and the targets, independent of place, turn and mirroring, boxes and player.
  ///
  /// A fraction of a microsecond for boards of at most 10x10 cells, otherwise linear in the area.
  public var canonicalLayout: CanonicalKey {
    CanonicalKey(.layout, of: self)
  }

  /// The layout with its boxes and the player's own cell, independent of place, turn and mirroring.
  ///
  /// A fraction of a microsecond for boards of at most 10x10 cells, otherwise linear in the area.
  public var canonicalState: CanonicalKey {
    CanonicalKey(.state, of: self)
  }
}

extension CanonicalKey {
  init(_ kind: Kind, of board: Board) {
    if let planes = InnerPlanes(board) {
      self.init(.words(Words(kind, planes)))
    } else {
      self.init(kind, of: ReachableFloor(board))
    }
  }

  /// The key of a room given as planes, for callers that never build a `Board`.
  package init(_ kind: Kind, of planes: InnerPlanes) {
    self.init(.words(Words(kind, planes)))
  }
}
