extension Wording {
  /// The formula's text, such as `8 / (3 - 8 / 3)`.
  ///
  /// - Parameter numbers: The number on each place, eight bits each, at most 99.
  func text(_ numbers: UInt64) -> String {
    // Six cards take 12 digits, five operators 15 characters, four pairs of parentheses 8.
    String(unsafeUninitializedCapacity: 48) { bytes in
      var count = 0
      func put(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
      }
      for index in 0..<30 {
        let token = self[index]
        switch token {
        case Wording.end: return count
        case Wording.opening: put(UInt8(ascii: "("))
        case Wording.closing: put(UInt8(ascii: ")"))
        case Wording.firstOperator...:
          put(UInt8(ascii: " "))
          put(Wording.operatorBytes[Int(token - Wording.firstOperator)])
          put(UInt8(ascii: " "))
        default:
          let number = Wording.number(token, numbers)
          if number > 9 { put(UInt8(ascii: "0") + number / 10) }
          put(UInt8(ascii: "0") + number % 10)
        }
      }
      return count
    }
  }

  /// The formula as a tree.
  ///
  /// - Parameter numbers: The number on each place, eight bits each, at most 99.
  func formula(_ numbers: UInt64) -> Formula {
    var index = 0
    return sum(numbers, &index)
  }

  private static let operatorBytes = Formula.Operator.allCases.map { $0.symbol.asciiValue ?? 0 }

  private static func number(_ token: Token, _ numbers: UInt64) -> UInt8 {
    UInt8(truncatingIfNeeded: numbers >> (8 * (token - firstCard)))
  }

  private func sum(_ numbers: UInt64, _ index: inout Int) -> Formula {
    var formula = product(numbers, &index)
    while let symbol = Wording.symbol(self[index]), !symbol.isMultiplicative {
      index += 1
      formula = .operation(symbol, formula, product(numbers, &index))
    }
    return formula
  }

  private func product(_ numbers: UInt64, _ index: inout Int) -> Formula {
    var formula = factor(numbers, &index)
    while let symbol = Wording.symbol(self[index]), symbol.isMultiplicative {
      index += 1
      formula = .operation(symbol, formula, factor(numbers, &index))
    }
    return formula
  }

  private func factor(_ numbers: UInt64, _ index: inout Int) -> Formula {
    let token = self[index]
    index += 1
    guard token == Wording.opening else {
      return .number(Int(Wording.number(token, numbers)))
    }
    let inner = sum(numbers, &index)
    index += 1
    return inner
  }
}
