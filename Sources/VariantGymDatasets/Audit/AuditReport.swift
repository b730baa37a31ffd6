import VariantGymCore

/// What an audit found.
public struct AuditReport: Sendable {
  /// The sets, in the order in which they were given.
  public let sets: [SetAudit]
  /// What sets of different roles share.
  public let overlaps: [Overlap]
  /// How many pairs of sets were compared.
  public let comparisons: Int
  /// Groups of sets that show the same instances row by row, whatever their words.
  public let paired: [[String]]

  /// The overlaps of some kinds.
  public func leaks(_ kinds: [OverlapKind] = OverlapKind.leaks) -> [Overlap] {
    overlaps.filter { kinds.contains($0.kind) }
  }

  init(comparing sets: [AuditedSet]) {
    self.sets = sets.map(\.audit)
    var (overlaps, comparisons): ([Overlap], Int) = ([], 0)
    for met in sets {
      for known in sets where known.audit.role < met.audit.role {
        comparisons += 1
        for kind in OverlapKind.allCases {
          if let overlap = Overlap(of: kind, known: known, met: met) { overlaps.append(overlap) }
        }
      }
    }
    self.overlaps = overlaps
    self.comparisons = comparisons
    paired = Self.paired(sets)
  }

  private static func paired(_ sets: [AuditedSet]) -> [[String]] {
    var groups: [(sequence: UInt64, names: [String])] = []
    for set in sets where set.audit.unreadRows < set.audit.rows {
      if let group = groups.firstIndex(where: { $0.sequence == set.tally.sequence }) {
        groups[group].names.append(set.audit.name)
      } else {
        groups.append((set.tally.sequence, [set.audit.name]))
      }
    }
    return groups.map(\.names).filter { $0.count > 1 }
  }
}

extension AuditReport: Encodable {}

extension Split {
  /// Sets are seen in the order training, validation, testing.
  fileprivate static func < (first: Split, second: Split) -> Bool {
    allCases.firstIndex(of: first)! < allCases.firstIndex(of: second)!
  }
}

extension Overlap {
  fileprivate init?(of kind: OverlapKind, known: AuditedSet, met: AuditedSet) {
    guard let first = known.tally.columns[kind], let second = met.tally.columns[kind] else {
      return nil
    }
    let shared = second.shared(with: first)
    guard !shared.keys.isEmpty else { return nil }
    self.init(
      kind: kind, known: known.audit.name, met: met.audit.name, contents: shared.keys.count,
      rows: shared.rows,
      example: Example(known: shared.example.known + 1, met: shared.example.row + 1),
      words: kind == .vocabulary
        ? Array(shared.keys.compactMap { met.tally.words[$0] }.sorted().prefix(10)) : [])
  }
}
