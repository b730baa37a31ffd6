/// Why a journal cannot be read, written or gone on with.
public enum JournalError: Error, Hashable, Sendable {
  /// The file cannot be read or written.
  case file(path: String, reason: String)
  /// The file is no journal.
  case notAJournal(path: String)
  /// A line, counted from 1, is broken though others follow it.
  case badLine(path: String, line: Int, reason: String)
  /// The journal belongs to another evaluation.
  case otherRun(path: String, reason: String)
  /// Parts that do not make a whole.
  case badParts(reason: String)
}

extension JournalError: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .file(let path, let reason): "\(path): \(reason)"
    case .notAJournal(let path): "\(path) is no journal of an evaluation; it is left as it is"
    case .badLine(let path, let line, let reason): "\(path), line \(line): \(reason)"
    case .otherRun(let path, let reason):
      "\(path) is the journal of another evaluation: \(reason)"
    case .badParts(let reason): "the journals cannot be merged: \(reason)"
    }
  }
}
