/// Finds where thoughts, and answers in a container other than tags, begin and end.
///
/// Every byte is looked at a fixed number of times: what follows an opening is not read twice,
/// since an opening inside a block begins it anew.
struct ContainerMarks<Bytes: RandomAccessCollection<UInt8>> where Bytes.Index == Int {
  private let container: Framing.Container
  private let bytes: Bytes
  private var place: Int
  private var isOpen: Bool
  private var braces: BracePairs
  // The line that the prompt has opened is under way.
  private var isLineStart: Bool

  init(of container: Framing.Container, in bytes: Bytes, isOpen: Bool) {
    self.container = container
    self.bytes = bytes
    self.isOpen = isOpen
    place = bytes.startIndex
    braces = BracePairs(mindsQuotes: container == .object, depth: 1)
    isLineStart = !isOpen
  }

  /// The next mark and its place; `nil` where the reply ends.
  mutating func next() -> (tag: Tag, range: Range<Int>)? {
    while place < bytes.endIndex {
      let start = place
      let tag = markHere()
      if let tag { return (tag, start..<place) }
    }
    guard isOpen, container == .line else { return nil }
    isOpen = false
    return (.answerEnd, place..<place)
  }

  /// The mark at the current place, which moves behind it; without a mark it moves by a byte.
  private mutating func markHere() -> Tag? {
    let byte = bytes[place]
    if byte == UInt8(ascii: "<"), let tag = Tag(bytes, at: place), tag.isOfThought {
      place += tag.length
      isOpen = isOpen && tag == .thoughtStart
      isLineStart = tag == .thoughtEnd
      return tag
    }
    if let length = openingLength() {
      place += length
      isOpen = true
      isLineStart = false
      braces = BracePairs(mindsQuotes: container == .object, depth: 1)
      return .answerStart
    }
    place += 1
    switch container {
    case .tags, .line:
      isLineStart =
        byte == UInt8(ascii: "\n") || isLineStart && (byte == 0x20 || byte == UInt8(ascii: "\t"))
      guard isOpen, byte == UInt8(ascii: "\n") else { return nil }
    case .boxed, .object:
      guard isOpen, braces.close(with: byte) else { return nil }
    }
    isOpen = false
    return .answerEnd
  }

  /// The length of the opening at the current place; `nil` if there is none.
  private func openingLength() -> Int? {
    let end: Int?
    switch container {
    case .tags: end = nil
    case .line: end = isLineStart ? after("Answer:", at: place) : nil
    case .boxed: end = after(#"\boxed{"#, at: place)
    case .object:
      end = after("{", at: place).map(afterSpace).flatMap { after(#""answer""#, at: $0) }
        .map(afterSpace).flatMap { after(":", at: $0) }
    }
    return end.map { $0 - place }
  }

  /// The place behind a text that stands at a place.
  private func after(_ text: StaticString, at place: Int) -> Int? {
    let end = place + text.utf8CodeUnitCount
    guard end <= bytes.endIndex else { return nil }
    for offset in 0..<text.utf8CodeUnitCount
    where bytes[place + offset] != text.utf8Start[offset] {
      return nil
    }
    return end
  }

  private func afterSpace(_ place: Int) -> Int {
    var place = place
    while place < bytes.endIndex, bytes[place] == 0x20 || 0x09...0x0D ~= bytes[place] {
      place += 1
    }
    return place
  }
}

extension Tag {
  fileprivate var isOfThought: Bool { self == .thoughtStart || self == .thoughtEnd }
}
