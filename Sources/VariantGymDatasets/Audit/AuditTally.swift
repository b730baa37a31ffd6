import VariantGymCore

/// The figures of a set, kept as its rows pass: digests alone, whatever the length of prompts.
struct AuditTally {
  private(set) var rows = 0
  private(set) var columns: [OverlapKind: KeyColumn] = [:]
  /// The words behind digests of vocabulary, as far as there is room.
  private(set) var words: [UInt64: String] = [:]
  private(set) var splits: Set<Split> = []
  /// A digest of the instances shown, row by row.
  private(set) var sequence = Random.mix(0)
  private var unreadRows = 0
  private var promptLengths = Distribution()
  private var replyLengths = Distribution()
  private var answerPlaces: [Int] = []
  private var measured = 0
  private var measures: [String: Distribution] = [:]
  private var firstActions: [String: Int] = [:]
  private var contradictions = 0
  private var firstContradiction: String?

  private static let mostWords = 10_000

  mutating func add(_ facts: RowFacts) {
    columns[.text, default: KeyColumn()].append(facts.text, row: rows)
    for (kind, keys) in facts.keys {
      for key in keys { columns[kind, default: KeyColumn()].append(key, row: rows) }
    }
    for word in facts.vocabulary {
      let folded = AnswerWord.folded(word)
      let key = digest(of: folded)
      columns[.vocabulary, default: KeyColumn()].append(key, row: rows)
      if words.count < Self.mostWords { words[key] = folded }
    }
    if facts.keys.isEmpty { unreadRows += 1 }
    if let split = facts.split { splits.insert(split) }
    for key in facts.identity { sequence = Random.mix(sequence &+ Random.mix(key)) }
    sequence = Random.mix(sequence &+ 1)
    promptLengths.add(facts.promptLength)
    if let length = facts.replyLength { replyLengths.add(length) }
    addAnswer(facts)
    for measures in facts.measures { add(measures) }
    if let contradiction = facts.contradiction {
      contradictions += 1
      if firstContradiction == nil { firstContradiction = "row \(rows + 1): \(contradiction)" }
    }
    rows += 1
  }

  private mutating func addAnswer(_ facts: RowFacts) {
    guard let place = facts.answerPlace else { return }
    while answerPlaces.count < facts.vocabulary.count { answerPlaces.append(0) }
    answerPlaces[place] += 1
  }

  private mutating func add(_ measures: InstanceMeasures) {
    measured += 1
    for (name, amount) in measures.amounts {
      self.measures[name, default: Distribution()].add(amount)
    }
    for action in measures.firstActions { firstActions[action, default: 0] += 1 }
  }

  /// Puts the columns in order, once all rows are there.
  mutating func sort() {
    for kind in OverlapKind.allCases { columns[kind]?.sort() }
  }

  func audit(name: String, role: Split) -> SetAudit {
    let counts = columns.mapValues { $0.count(rows: rows) }
    return SetAudit(
      name: name, role: role, rows: rows, unreadRows: unreadRows,
      distinct: counts.mapValues(\.distinct),
      repeatedRows: counts.filter { $0.key != .vocabulary }.mapValues(\.repeatedRows),
      promptLengths: promptLengths, replyLengths: replyLengths, answerPlaces: answerPlaces,
      measured: measured, measures: measures, firstActions: firstActions,
      contradictions: contradictions, firstContradiction: firstContradiction)
  }
}
