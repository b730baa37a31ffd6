/// How a formula is written, over card places instead of numbers, packed into two words.
///
/// The order of two wordings is the canonical order of formulas: fewer pairs of parentheses first;
/// then fewer *rising* subtractions, in which the right side holds a larger card than all on the
/// left side (the best that can be said about the sign without knowing the numbers); then token by
/// token, where larger cards come before smaller ones and all cards before `(`, `)`, `+`, `-`, `*`
/// and `/`.
///
/// Place 0 is the largest card. The layout, from the highest bit: four bits of parentheses, four
/// of rising subtractions, and up to thirty tokens of four bits; six cards need at most nineteen.
struct Wording: Hashable, Comparable, Sendable {
  typealias Token = UInt64

  static let end: Token = 0
  static let firstCard: Token = 1
  static let opening: Token = 7
  static let closing: Token = 8
  static let firstOperator: Token = 9

  var high: UInt64 = 0
  var low: UInt64 = 0

  static func < (left: Wording, right: Wording) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }

  /// The number of pairs of parentheses.
  var parentheses: Int { Int(high >> 60) }

  /// The token at an index below 30; ``end`` behind the last one.
  @inline(__always)
  subscript(index: Int) -> Token {
    get {
      index < 14 ? high >> UInt64(52 - 4 * index) & 15 : low >> UInt64(116 - 4 * index) & 15
    }
    set {
      if index < 14 {
        high |= newValue << UInt64(52 - 4 * index)
      } else {
        low |= newValue << UInt64(116 - 4 * index)
      }
    }
  }

  /// The wording of one card.
  static func card(_ place: Int) -> Wording {
    var wording = Wording()
    wording[0] = firstCard + Token(place)
    return wording
  }

  static func token(_ symbol: Formula.Operator) -> Token {
    firstOperator + Token(symbol.rawValue)
  }

  static func symbol(_ token: Token) -> Formula.Operator? {
    token < firstOperator ? nil : Formula.Operator(rawValue: UInt8(token - firstOperator))
  }
}

/// A wording together with what decides whether it needs parentheses, and where its places lie.
struct Clause {
  let wording: Wording
  /// The operator that is applied last; `nil` for a single card.
  let symbol: Formula.Operator?
  /// The place in the whole formula of each place in the wording, four bits each.
  let places: UInt64

  /// Two clauses joined by an operator, in the lesser order of the two if the operator commutes.
  static func joined(_ left: Clause, _ symbol: Formula.Operator, _ right: Clause) -> Wording {
    if symbol == .minus || symbol == .over { return written(left, symbol, right) }
    // In either order each side is written alike, but for parentheses around a right side of the
    // same kind. So first cards decide where none needs parentheses; mostly this saves a writing.
    if !left.isWrapped(under: symbol, onRight: true)
      && !right.isWrapped(under: symbol, onRight: true)
    {
      let (first, second) = (left.firstToken, right.firstToken)
      if first < second && second < Wording.opening { return written(left, symbol, right) }
      if second < first && first < Wording.opening { return written(right, symbol, left) }
    }
    return min(written(left, symbol, right), written(right, symbol, left))
  }

  /// The token that the clause begins with in the whole formula.
  private var firstToken: Wording.Token {
    let token = wording[0]
    guard token < Wording.opening else { return token }
    return Wording.firstCard + (places >> (4 * (token - Wording.firstCard)) & 15)
  }

  private static func written(
    _ left: Clause, _ symbol: Formula.Operator, _ right: Clause
  ) -> Wording {
    var writer = WordingWriter()
    writer.append(left, inParentheses: left.isWrapped(under: symbol, onRight: false))
    writer.append(Wording.token(symbol))
    writer.append(right, inParentheses: right.isWrapped(under: symbol, onRight: true))
    return writer.finished
  }

  private func isWrapped(under outer: Formula.Operator, onRight: Bool) -> Bool {
    guard let symbol else { return false }
    return symbol.isMultiplicative == outer.isMultiplicative ? onRight : outer.isMultiplicative
  }
}

/// Writes tokens one after another and counts what the canonical order asks for.
private struct WordingWriter {
  // The tokens so far, shifted in from the right.
  private var high: UInt64 = 0
  private var low: UInt64 = 0
  private var count = 0
  private var parentheses: UInt64 = 0
  private var rising: UInt64 = 0
  // The largest card of each part, which is the least token, for each open group: four bits each,
  // the innermost group lowest.
  /// The largest card of the terms that have ended; 15 before the first.
  private var sums: UInt64 = 15
  /// The largest card of the term that is being written; 15 before the first.
  private var terms: UInt64 = 15
  /// The largest card that this term is subtracted from; 0 if it is added.
  private var minuends: UInt64 = 0

  var finished: Wording {
    var ended = self
    ended.endTerm()
    let shift = 4 * (30 - count)
    return Wording(
      high: parentheses << 60 | ended.rising << 56 | high << shift | low << (shift - 64)
        | low >> (64 - shift),
      low: low << shift)
  }

  @inline(__always)
  mutating func append(_ clause: Clause, inParentheses: Bool) {
    if inParentheses { append(Wording.opening) }
    var (high, low) = (clause.wording.high << 8 | clause.wording.low >> 56, clause.wording.low << 8)
    while high != 0 {
      let token = high >> 60
      (high, low) = (high << 4 | low >> 60, low << 4)
      if token < Wording.opening {
        append(Wording.firstCard + (clause.places >> (4 * (token - Wording.firstCard)) & 15))
      } else {
        append(token)
      }
    }
    if inParentheses { append(Wording.closing) }
  }

  @inline(__always)
  mutating func append(_ token: Wording.Token) {
    (high, low) = (high << 4 | low >> 60, low << 4 | token)
    count += 1
    if token < Wording.opening {
      terms = terms & ~15 | min(terms & 15, token)
    } else if token == Wording.token(.minus) || token == Wording.token(.plus) {
      endTerm()
      terms |= 15
      minuends = minuends & ~15 | (token == Wording.token(.minus) ? sums & 15 : 0)
    } else if token == Wording.opening {
      parentheses += 1
      (sums, terms, minuends) = (sums << 4 | 15, terms << 4 | 15, minuends << 4)
    } else if token == Wording.closing {
      endTerm()
      let largest = sums & 15
      (sums, terms, minuends) = (sums >> 4, terms >> 4, minuends >> 4)
      terms = terms & ~15 | min(terms & 15, largest)
    }
  }

  @inline(__always)
  private mutating func endTerm() {
    if minuends & 15 > terms & 15 { rising += 1 }
    sums = sums & ~15 | min(sums & 15, terms & 15)
  }
}
