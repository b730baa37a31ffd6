/// Sets of card places as bits of a word.
enum Places {
  /// The place in `set` of each of its members in ascending order, four bits each.
  static func packed(_ set: Int) -> UInt64 {
    var (packed, shift, rest) = (UInt64(0), UInt64(0), set)
    while rest != 0 {
      packed |= UInt64(rest.trailingZeroBitCount) << shift
      shift += 4
      rest &= rest - 1
    }
    return packed
  }

  /// The members of `set` whose ranks within it are the members of `ranks`.
  static func chosen(_ ranks: Int, in set: Int) -> Int {
    var (chosen, ranks, rest) = (0, ranks, set)
    while ranks != 0 {
      if ranks & 1 == 1 { chosen |= rest & -rest }
      ranks >>= 1
      rest &= rest - 1
    }
    return chosen
  }

  /// The divisions of the places below `count` into a left and a right side, of which one stands
  /// for both orders: the left side is the smaller one, or holds place 0. The most even divisions
  /// come first.
  static func divisions(_ count: Int) -> [(left: Int, right: Int)] {
    let all = (1 << count) - 1
    var divisions: [(left: Int, right: Int)] = []
    for size in stride(from: count / 2, through: 1, by: -1) {
      for left in 1..<all where left.nonzeroBitCount == size {
        if 2 * size == count && left & 1 == 0 { continue }
        divisions.append((left, all ^ left))
      }
    }
    return divisions
  }
}
