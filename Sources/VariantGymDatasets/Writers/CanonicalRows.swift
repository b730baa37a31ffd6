/// Records as they are generated.
struct CanonicalRows: RowFormat {
  let name = "record"
  let summary = "all fields of a record, for the datasets library and tools of one's own"

  func refusal(of recipe: Recipe) -> RowError? { nil }

  func append(_ record: Record, to bytes: inout [UInt8]) {
    record.appendLine(to: &bytes)
  }
}
