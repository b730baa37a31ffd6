/// Where the values of all classes over all sets of cards lie, and in which order they are made.
///
/// It depends on the number of cards alone.
struct ScanLayout: Sendable {
  /// A run of classes with the positions of its operands resolved.
  struct Run: Sendable {
    let symbol: Formula.Operator
    /// Where the left side's values begin.
    let left: Int
    /// Where the right side's values begin.
    let right: Int
    /// The classes of the run, within their own table.
    let classes: Range<Int>
  }

  /// A division of the cards into two sides, one of which is a formula's left side at its root.
  struct Division: Sendable {
    let left: Int
    let right: Int
    let leftOffset: Int
    let rightOffset: Int
    let leftCount: Int
    let rightCount: Int
    /// The sets of cards whose values must be made before this division, and after the one before.
    let preparations: [Int]
  }

  let cardCount: Int
  /// Where the values of each set of cards begin. All sets that lack one card share one place.
  let offsets: [Int]
  /// The number of values that are held at a time.
  let capacity: Int
  let runs: [[Run]]
  let divisions: [Division]

  private init(cardCount: Int) {
    let all = (1 << cardCount) - 1
    let bySize = (1..<all).sorted {
      ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1)
    }
    func isShared(_ places: Int) -> Bool {
      places.nonzeroBitCount > 1 && places.nonzeroBitCount == cardCount - 1
    }
    func classCount(_ places: Int) -> Int { FormulaClasses.of(places.nonzeroBitCount).count }

    var offsets = [Int](repeating: 0, count: all + 1)
    var next = 0
    for places in bySize where !isShared(places) {
      offsets[places] = next
      next += classCount(places)
    }
    for places in bySize where isShared(places) { offsets[places] = next }
    if let shared = bySize.last, isShared(shared) { next += classCount(shared) }

    var runs = [[Run]](repeating: [], count: all + 1)
    for places in bySize {
      runs[places] = FormulaClasses.of(places.nonzeroBitCount).runs.map { run in
        let left = Places.chosen(run.leftPlaces, in: places)
        return Run(
          symbol: run.symbol, left: offsets[left], right: offsets[places ^ left],
          classes: run.classes)
      }
    }

    var ready = Set(bySize.filter { $0.nonzeroBitCount == 1 })
    divisions = Places.divisions(cardCount).map { division in
      // The right side is the larger one: its parts are all sets of fewer cards.
      let size = division.right.nonzeroBitCount
      let preparations = bySize.filter { places in
        let isNeeded =
          isShared(places) ? places == division.right : places.nonzeroBitCount <= size
        return isNeeded && !ready.contains(places)
      }
      ready.formUnion(preparations)
      return Division(
        left: division.left, right: division.right, leftOffset: offsets[division.left],
        rightOffset: offsets[division.right], leftCount: classCount(division.left),
        rightCount: classCount(division.right), preparations: preparations)
    }
    self.cardCount = cardCount
    self.offsets = offsets
    self.runs = runs
    capacity = next
  }

  /// The layouts for 2 to 6 cards, each made when it is first asked for.
  static func of(_ cardCount: Int) -> ScanLayout {
    switch cardCount {
    case 2: ofTwo
    case 3: ofThree
    case 4: ofFour
    case 5: ofFive
    default: ofSix
    }
  }

  private static let ofTwo = ScanLayout(cardCount: 2)
  private static let ofThree = ScanLayout(cardCount: 3)
  private static let ofFour = ScanLayout(cardCount: 4)
  private static let ofFive = ScanLayout(cardCount: 5)
  private static let ofSix = ScanLayout(cardCount: 6)
}
