public import Foundation
public import VariantGymCore

/// How much of a prompt a model has met in training.
public enum SeenClass: String, CaseIterable, Hashable, Codable, Sendable {
  /// The very text.
  case textSeen = "text-seen"
  /// Another text that shows one of its states, or a hand of the same values.
  case stateSeen = "state-seen"
  /// Neither.
  case unseen
}

/// What some training sets show, to class the rows of an evaluation by it.
///
/// ```swift
/// let index = try await SeenIndex(of: AuditSource.sources(at: [(folder, nil)]), catalog: .standard)
/// index.classify(episode)  // .unseen
/// ```
public struct SeenIndex: Sendable {
  private var texts: Set<UInt64> = []
  private var states: Set<UInt64> = []
  private let reader: PromptReader

  /// Reads training sets, all rows of every source; 16 to 32 bytes are kept for a row.
  ///
  /// - Parameters:
  ///   - sources: The files that were trained on.
  ///   - catalog: The environments that read prompts.
  ///   - threads: How many threads work at once, at least 1.
  /// - Throws: `DatasetError` with the path, and the line of a row that cannot be read.
  public init(
    of sources: [AuditSource], catalog: Catalog,
    threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) async throws {
    reader = PromptReader(catalog)
    let audit = Audit(catalog: catalog, threads: threads)
    var (texts, states): (Set<UInt64>, Set<UInt64>) = ([], [])
    for source in sources {
      try await audit.forEachRow(of: RowFile(path: source.url.path), measuring: 0) { row in
        texts.insert(row.text)
        for kind in Self.kinds { states.formUnion(row.keys[kind] ?? []) }
      }
    }
    (self.texts, self.states) = (texts, states)
  }

  /// What counts as a state that was met: of ranks alone another rule may make something new.
  private static let kinds: [OverlapKind] = [.state, .values]

  /// The class of a record's prompt.
  public func classify(_ record: Record) -> SeenClass {
    classify(record.prompt, family: record.episode.address.family)
  }

  /// The class of an episode's current prompt.
  public func classify(_ episode: any Episode) -> SeenClass {
    classify(episode.messages, family: episode.identity.address.family)
  }

  private func classify(_ prompt: [Message], family: String) -> SeenClass {
    let text = PromptReader.text(of: prompt.map(\.content))
    if texts.contains(digest(of: text)) { return .textSeen }
    let isSeen = reader.content(of: text, family: family).instances.contains { instance in
      instance.keys.contains {
        Self.kinds.contains(OverlapKind($0.key)) && states.contains($0.value.digest)
      }
    }
    return isSeen ? .stateSeen : .unseen
  }
}
