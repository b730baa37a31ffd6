/// What a scan does for any hand of a number of cards: which values to make and which to join, step
/// by step.
///
/// The values of all classes over a set of cards lie next to each other, sets ordered by size. Sets
/// that lack one card are needed one at a time and share one place at the end.
final class ScanProgram: Sendable {
  struct Step: Sendable {
    enum Kind: UInt8, Sendable {
      case plus, minus, times, over
      /// Join every value of the left side with every value of the right side.
      case join
    }

    let kind: Kind
    /// The places on the left side of a join.
    let places: UInt8
    /// Where the left side's values begin.
    let left: Int32
    /// Where the right side's values begin.
    let right: Int32
    /// The first of the pairs of operands; of a join, the number of values on the right side.
    let operands: Int32
    /// Where the results begin.
    let results: Int32
    /// The number of results; of a join, the number of values on the left side.
    let count: Int32
  }

  let cardCount: Int
  /// The number of values that are held at a time.
  let capacity: Int
  let steps: [Step]
  /// Positions of left and right operands, behind where the step's sides begin.
  let operands: [SIMD2<UInt16>]

  private init(cardCount: Int) {
    var planner = ScanPlanner(cardCount: cardCount)
    planner.plan()
    self.cardCount = cardCount
    capacity = planner.capacity
    steps = planner.steps
    operands = planner.operands
  }

  /// The programs for 2 to 6 cards, each made when it is first asked for.
  static func of(_ cardCount: Int) -> ScanProgram {
    switch cardCount {
    case 2: ofTwo
    case 3: ofThree
    case 4: ofFour
    case 5: ofFive
    default: ofSix
    }
  }

  private static let ofTwo = ScanProgram(cardCount: 2)
  private static let ofThree = ScanProgram(cardCount: 3)
  private static let ofFour = ScanProgram(cardCount: 4)
  private static let ofFive = ScanProgram(cardCount: 5)
  private static let ofSix = ScanProgram(cardCount: 6)
}

/// Lays out the values and lists the steps.
private struct ScanPlanner {
  let cardCount: Int
  private(set) var capacity = 0
  private(set) var steps: [ScanProgram.Step] = []
  private(set) var operands: [SIMD2<UInt16>] = []

  private let sets: [Int]
  private var offsets: [Int]
  /// Where the operands of all classes of a size begin; zero before they are listed.
  private var operandsOfSize: [Int?]

  init(cardCount: Int) {
    self.cardCount = cardCount
    let all = (1 << cardCount) - 1
    sets = (1..<all).sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
    offsets = Array(repeating: 0, count: all)
    operandsOfSize = Array(repeating: nil, count: cardCount)
    for places in sets where !isShared(places) {
      offsets[places] = capacity
      capacity += classes(places).count
    }
    for places in sets where isShared(places) { offsets[places] = capacity }
    if let shared = sets.last, isShared(shared) { capacity += classes(shared).count }
  }

  /// The most even divisions come first: they need the fewest values, and most hands that are
  /// solvable are solved by them.
  mutating func plan() {
    var ready = Set(sets.filter { $0.nonzeroBitCount == 1 })
    for division in Places.divisions(cardCount) {
      let size = division.right.nonzeroBitCount
      for places in sets where !ready.contains(places) {
        let isNeeded =
          isShared(places) ? places == division.right : places.nonzeroBitCount <= size
        guard isNeeded else { continue }
        evaluate(places)
        ready.insert(places)
      }
      steps.append(
        ScanProgram.Step(
          kind: .join, places: UInt8(division.left), left: Int32(offsets[division.left]),
          right: Int32(offsets[division.right]), operands: Int32(classes(division.right).count),
          results: 0, count: Int32(classes(division.left).count)))
    }
  }

  private func isShared(_ places: Int) -> Bool {
    places.nonzeroBitCount > 1 && places.nonzeroBitCount == cardCount - 1
  }

  private func classes(_ places: Int) -> FormulaClasses {
    FormulaClasses.of(places.nonzeroBitCount)
  }

  private mutating func evaluate(_ places: Int) {
    // Tables of few classes have runs of few classes: there it pays to spell the positions out for
    // every set, so that all runs of an operator become one.
    if places.nonzeroBitCount <= 3 { evaluateByOperator(places) } else { evaluateByRun(places) }
  }

  private mutating func evaluateByOperator(_ places: Int) {
    let classes = classes(places)
    for kind in [ScanProgram.Step.Kind.plus, .minus, .times, .over] {
      let runs = classes.runs.filter { $0.symbol.rawValue == kind.rawValue }
      guard let first = runs.first else { continue }
      let start = operands.count
      for run in runs {
        let left = Places.chosen(run.leftPlaces, in: places)
        for index in run.classes {
          operands.append(
            SIMD2(
              UInt16(offsets[left]) + classes.left[index],
              UInt16(offsets[places ^ left]) + classes.right[index]))
        }
      }
      steps.append(
        ScanProgram.Step(
          kind: kind, places: 0, left: 0, right: 0, operands: Int32(start),
          results: Int32(offsets[places] + first.classes.lowerBound),
          count: Int32(operands.count - start)))
    }
  }

  private mutating func evaluateByRun(_ places: Int) {
    let classes = classes(places)
    let size = places.nonzeroBitCount
    let start = operandsOfSize[size] ?? operands.count
    if operandsOfSize[size] == nil {
      operandsOfSize[size] = start
      operands += zip(classes.left, classes.right).map { SIMD2($0, $1) }
    }
    for run in classes.runs {
      guard let kind = ScanProgram.Step.Kind(rawValue: run.symbol.rawValue) else { continue }
      let left = Places.chosen(run.leftPlaces, in: places)
      steps.append(
        ScanProgram.Step(
          kind: kind, places: 0, left: Int32(offsets[left]),
          right: Int32(offsets[places ^ left]),
          operands: Int32(start + run.classes.lowerBound),
          results: Int32(offsets[places] + run.classes.lowerBound),
          count: Int32(run.classes.count)))
    }
  }
}
