/// Why a policy could not be set up. Failures of single requests are results, see `PolicyFailure`.
public enum PolicyError: Error, Hashable, Sendable {
  /// An option is out of its range or cannot be read.
  case badOption(name: String, reason: String)
  /// A file cannot be read or written.
  case file(path: String, reason: String)
  /// A line of a file, counted from 1, is not what it should be.
  case badLine(path: String, line: Int, reason: String)
}

extension PolicyError: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .badOption(let name, let reason): "\(name): \(reason)"
    case .file(let path, let reason): "\(path): \(reason)"
    case .badLine(let path, let line, let reason): "\(path), line \(line): \(reason)"
    }
  }
}
