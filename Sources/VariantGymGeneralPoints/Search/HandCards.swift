/// A hand as the search sees it: largest number first, equal numbers as one symbol.
struct HandCards: Sendable {
  let count: Int
  let target: Int
  /// The numbers, largest first.
  let numbers: [Int]
  /// The same, eight bits each.
  let packedNumbers: UInt64
  /// For each place the first place that holds an equal number, four bits each.
  let symbols: UInt64

  init(_ hand: [Int], target: Int) {
    // Insertion: six cards at most, and no closure in the way.
    var numbers = hand
    for index in numbers.indices.dropFirst() {
      var hole = index
      while hole > 0 && numbers[hole - 1] < numbers[hole] {
        numbers.swapAt(hole - 1, hole)
        hole -= 1
      }
    }
    var (packed, symbols, symbol) = (UInt64(0), UInt64(0), 0)
    for (place, number) in numbers.enumerated() {
      if number != numbers[symbol] { symbol = place }
      packed |= UInt64(number) << UInt64(8 * place)
      symbols |= UInt64(symbol) << UInt64(4 * place)
    }
    count = numbers.count
    self.target = target
    self.numbers = numbers
    packedNumbers = packed
    self.symbols = symbols
  }

  /// The symbol on each place of a set, four bits each.
  func symbols(of places: Int) -> UInt64 {
    var (packed, shift, rest) = (UInt64(0), UInt64(0), places)
    while rest != 0 {
      packed |= (symbols >> UInt64(4 * rest.trailingZeroBitCount) & 15) << shift
      shift += 4
      rest &= rest - 1
    }
    return packed
  }
}
