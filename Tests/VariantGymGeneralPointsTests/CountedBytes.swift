/// Bytes that count how often they are looked at: what a reader does, as a number that no machine
/// changes.
struct CountedBytes: RandomAccessCollection {
  final class Counter {
    var looks = 0
  }

  let content: [UInt8]
  let counter = Counter()

  init(_ text: some Sequence<UInt8>) { content = Array(text) }

  var startIndex: Int { 0 }
  var endIndex: Int { content.count }

  subscript(place: Int) -> UInt8 {
    counter.looks += 1
    return content[place]
  }
}
