internal import Foundation

/// Tensors of float32 in a safetensors file: the length of a JSON header, the header, the numbers.
///
/// The header holds a digest of the numbers, so that damage is noticed; files by other programs may
/// lack it.
struct Safetensors {
  struct Tensor: Hashable {
    var name: String
    var shape: [Int]
    var numbers: [Float]
  }

  var tensors: [Tensor]
  var metadata: [String: String]

  private static let digestKey = "digest"
  private static let headerLimit = 100_000_000

  /// What a header says of a tensor.
  private struct Entry {
    let name: String
    let shape: [Int]
    let range: Range<Int>
  }

  /// Writes the file to a temporary place first, so that it is whole or not there.
  func write(to path: String) throws(ModelError) {
    var data = Data()
    data.reserveCapacity(tensors.reduce(0) { $0 + 4 * $1.numbers.count })
    var header = "{"
    for tensor in tensors {
      let start = data.count
      for number in tensor.numbers {
        withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) }
      }
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      header += """
        \(Self.quoted(tensor.name)):{"dtype":"F32","shape":[\(shape)],\
        "data_offsets":[\(start),\(data.count)]},
        """
    }
    var metadata = metadata
    metadata[Self.digestKey] = Self.digest(of: data)
    let pairs = metadata.sorted { $0.key < $1.key }
      .map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
    header += "\"__metadata__\":{\(pairs.joined(separator: ","))}}"
    // The numbers begin at a multiple of eight.
    header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    var file = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
    file.append(contentsOf: header.utf8)
    file.append(data)
    try WholeFile.write(file, to: path)
  }

  /// Reads a file, and refuses any that is damaged or holds other numbers than float32.
  init(path: String) throws(ModelError) {
    let file = try WholeFile.read(path)
    func refuse(_ reason: String) -> ModelError { .badFile(path: path, reason: reason) }
    guard file.count >= 8 else { throw refuse("it is too short for a safetensors file") }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(file[$1]) << UInt64(8 * $1) }
    guard length <= Self.headerLimit, Int(length) <= file.count - 8 else {
      throw refuse("its header of \(length) bytes does not fit: no safetensors file, or cut short")
    }
    let header = file[8..<8 + Int(length)]
    let body = file[(8 + Int(length))...]
    let object: [String: Any]
    do {
      object = try JSONSerialization.jsonObject(with: header) as? [String: Any] ?? [:]
    } catch {
      throw refuse("its header is no JSON")
    }
    metadata = object["__metadata__"] as? [String: String] ?? [:]
    var entries: [Entry] = []
    for name in object.keys.sorted() where name != "__metadata__" {
      guard let fields = object[name] as? [String: Any], let type = fields["dtype"] as? String,
        let shape = fields["shape"] as? [Int], let offsets = fields["data_offsets"] as? [Int],
        offsets.count == 2, 0 <= offsets[0], offsets[0] <= offsets[1]
      else { throw refuse("its header does not describe '\(name)'") }
      guard type == "F32" else { throw refuse("'\(name)' holds \(type), not F32") }
      entries.append(Entry(name: name, shape: shape, range: offsets[0]..<offsets[1]))
    }
    entries.sort { $0.range.lowerBound < $1.range.lowerBound }
    tensors = []
    var end = 0
    for entry in entries {
      let name = entry.name
      let size = entry.shape.reduce(4) { product, side in
        let (result, overflow) = product.multipliedReportingOverflow(by: side)
        return overflow || side < 0 ? -1 : result
      }
      guard entry.range.lowerBound == end, entry.range.count == size,
        entry.range.upperBound <= body.count
      else { throw refuse("'\(name)' does not lie where its shape says, or is cut short") }
      let start = body.startIndex + end
      let numbers = body[start..<start + size].withUnsafeBytes { bytes in
        (0..<size / 4).map { index in
          Float(
            bitPattern: UInt32(
              littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
        }
      }
      guard numbers.allSatisfy(\.isFinite) else { throw refuse("'\(name)' is not all finite") }
      tensors.append(Tensor(name: name, shape: entry.shape, numbers: numbers))
      end = entry.range.upperBound
    }
    guard end == body.count else { throw refuse("\(body.count - end) bytes follow its tensors") }
    if let digest = metadata.removeValue(forKey: Self.digestKey), digest != Self.digest(of: body) {
      throw refuse("its numbers are not those that were written")
    }
  }

  init(tensors: [Tensor], metadata: [String: String]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// Sixteen hexadecimal digits (FNV-1a, 64 bits, over the bytes).
  private static func digest(of data: Data) -> String {
    let digest = data.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
