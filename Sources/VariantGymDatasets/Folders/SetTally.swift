import VariantGymCore

/// The figures of a set's rows, kept as they pass.
struct SetTally {
  private(set) var rows = 0
  private var bytes = 0
  private var digest = SHA256()
  private var instances: Set<ContentKey> = []
  private var contents: Set<ContentKey> = []

  mutating func add(_ text: BlockText) {
    add(text.keys)
    add(text.bytes)
  }

  mutating func add(_ keys: [RowKeys]) {
    rows += keys.count
    for keys in keys {
      instances.insert(keys.identity)
      contents.formUnion(keys.accepted)
    }
  }

  mutating func add(_ text: [UInt8]) {
    bytes += text.count
    digest.add(text)
  }

  func summary(of recipe: Recipe, file: String) -> SetSummary {
    var keys = SHA256()
    for key in instances.sorted() {
      withUnsafeBytes(of: key.digest.bigEndian) { keys.add($0) }
    }
    return SetSummary(
      recipe: recipe, file: file, rows: rows, distinctInstances: instances.count,
      distinctContents: contents.count, bytes: bytes, sha256: digest.hexadecimal(),
      instancesSHA256: keys.hexadecimal())
  }
}
