/// Finds the labels that a text announces for the four moves, in the order of the announcement.
///
/// An announcement is told by its shape: four directions, each of them once, and in the same place
/// beside each a word of its own. `North : move up`, `1=up`, `up (B)` and `| * | up |`, line by line
/// or in one sentence, all have it, whatever the words between. Directions are known by their English
/// and German names and as arrows.
struct LabelsInText {
  private let text: UnsafeBufferPointer<UInt8>
  private let words: [PromptWord]
  /// Runs of places of four different directions: one after the other, or every second one where
  /// the labels are themselves words for directions.
  private let runs: [[Int]]

  /// The labels, as they are written; empty where nothing is announced. Linear in the text's length.
  static func labels(in text: String) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
      let finder = LabelsInText(bytes)
      let places = finder.arrowed ?? finder.parallel ?? finder.listed ?? []
      return places.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }

  private init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    let words = PromptWord.words(of: text)
    let directions = words.indices.compactMap { place in
      words[place].direction.map { (place: place, direction: $0) }
    }
    var runs: [[Int]] = []
    // A text of nothing but directions must not take quadratic time.
    for start in directions.indices where runs.count < 64 {
      for step in [1, 2] where start + 3 * step < directions.count {
        let run = (0..<4).map { directions[start + $0 * step] }
        let kinds = run.reduce(0) { $0 | 1 << $1.direction.rawValue }
        if kinds == 0b1111 { runs.append(run.map(\.place)) }
      }
    }
    self.words = words
    self.runs = runs
  }

  /// `^1 >4 v2 <3`: four words in a row, each an arrow with its label.
  private var arrowed: [Range<Int>]? {
    let arrows = Array("^v<>".utf8)
    for start in words.indices.dropLast(3) {
      var kinds = 0
      for word in words[start..<start + 4] where word.bytes.count > 1 {
        guard let arrow = arrows.firstIndex(of: text[word.bytes.lowerBound]) else { break }
        kinds |= 1 << arrow
      }
      if kinds == 0b1111 {
        return words[start..<start + 4].map { $0.bytes.lowerBound + 1..<$0.bytes.upperBound }
      }
    }
    return nil
  }

  /// Labels in one and the same place beside four directions; of several readings the likeliest.
  private var parallel: [Range<Int>]? {
    let readings = runs.flatMap { run in
      [labels(beside: run, -1), labels(beside: run, 1), labels(inSentencesOf: run)]
        .compactMap(\.self)
    }
    return readings.min { $0.cost.lexicographicallyPrecedes($1.cost) }?.labels
  }

  private struct Reading {
    let labels: [Range<Int>]
    /// How unlikely the reading is: the words that it takes up, since an announcement stands
    /// close together; what parts label and direction; labels that rather name directions; and
    /// whether directions come first.
    let cost: [Int]
  }

  private func reading(
    _ labels: [Int], of run: [Int], _ gap: PromptWord.Gap, isAfter: Bool
  ) -> Reading {
    let span = max(labels.last!, run.last!) - min(labels.first!, run.first!)
    let doubt = labels.reduce(0) { $0 + words[$1].doubtAsLabel }
    return Reading(
      labels: labels.map { words[$0].bytes }, cost: [span, gap.rawValue, doubt, isAfter ? 1 : 0])
  }

  /// Labels with the same words between each and its direction.
  private func labels(beside run: [Int], _ step: Int) -> Reading? {
    var gap = PromptWord.Gap.none
    var places = run.map { $0 + step }
    while places.allSatisfy(words.indices.contains) {
      // A label lies on its direction's side of the neighbours.
      let isApart =
        step < 0
        ? zip(places.dropFirst(), run).allSatisfy { $0 > $1 }
        : zip(places, run.dropFirst()).allSatisfy { $0 < $1 }
      guard isApart else { return nil }
      let found = places.map { words[$0] }
      if found.contains(where: { $0.digest != found[0].digest }) {
        guard Set(found.map(\.digest)).count == 4, found.allSatisfy({ $0.gap == .none }) else {
          return nil
        }
        return reading(places, of: run, gap, isAfter: step > 0)
      }
      gap = max(gap, found[0].gap)
      places = places.map { $0 + step }
    }
    return nil
  }

  /// Labels of four sentences that differ in a direction and a label, and in no other word of their
  /// own.
  private func labels(inSentencesOf run: [Int]) -> Reading? {
    let sentences = run.map(sentence)
    guard zip(sentences, sentences.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound })
    else { return nil }
    let others = zip(sentences, run).map { sentence, direction in
      sentence.filter { $0 != direction && words[$0].gap == .none }
    }
    var counts: [UInt64: Int] = [:]
    for sentence in others {
      for digest in Set(sentence.map { words[$0].digest }) { counts[digest, default: 0] += 1 }
    }
    let labels = others.map { $0.filter { counts[words[$0].digest] == 1 } }
    guard labels.allSatisfy({ $0.count == 1 }) else { return nil }
    return reading(labels.map { $0[0] }, of: run, .line, isAfter: true)
  }

  private func sentence(of place: Int) -> Range<Int> {
    let start = words[..<place].lastIndex { $0.gap >= .sentence }.map { $0 + 1 } ?? 0
    let end = words[place...].firstIndex { $0.gap >= .sentence } ?? words.endIndex
    return start..<end
  }

  /// Four words for directions with nothing but commas and the like between them.
  private var listed: [Range<Int>]? {
    let run = runs.first { run in
      words[run[0]..<run[3]].allSatisfy {
        $0.direction != nil || $0.gap > .none || $0.isConjunction
      }
    }
    return run?.map { words[$0].bytes }
  }
}
