import Foundation
public import VariantGymCore

/// Replies that were given elsewhere or before, read from JSON lines.
///
/// A line holds `episode`, taken unchanged from a row of a data set, and `text`, the reply; where
/// they are not 0 also `turn` and `sample`, and as far as they are known `reasoning`, `usage` and
/// `ending` as `Reply` encodes them. With `promptDigest`, which a recording holds, a reply is
/// given to that prompt only. Other members of a line are left alone.
public struct ReplayPolicy: Policy {
  private let path: String
  private let replies: [RecordingKey: RecordedReply]

  /// Reads a recording whole.
  ///
  /// - Throws: `PolicyError` where the file cannot be read, and for a line that is no reply or gives
  ///   another reply to the request of an earlier line. Empty lines are skipped.
  public init(path: String) throws(PolicyError) {
    self.path = path
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw .file(path: path, reason: "cannot be read")
    }
    let decoder = JSONDecoder()
    var replies: [RecordingKey: RecordedReply] = [:]
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in zip(1..., lines) where !line.allSatisfy(Self.isBlank) {
      let recorded: RecordedReply
      do { recorded = try decoder.decode(RecordedReply.self, from: Data(line)) } catch {
        throw .badLine(
          path: path, line: number,
          reason: "is no reply to an episode: \(DecodingError.explanation(of: error))")
      }
      if let earlier = replies.updateValue(recorded, forKey: recorded.key), earlier != recorded {
        throw .badLine(
          path: path, line: number, reason: "gives another reply to the request of an earlier line")
      }
    }
    self.replies = replies
  }

  /// How many requests the recording has a reply to.
  public var count: Int { replies.count }

  /// The recorded reply to each request; a missing one is a failure.
  public func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
    requests.map { request in
      guard let recorded = replies[RecordingKey(request)] else {
        return missing("holds no reply", to: request)
      }
      if let prompt = recorded.prompt, prompt != RecordedReply.digest(of: request) {
        return missing("holds a reply to another prompt, not", to: request)
      }
      return .success(recorded.reply)
    }
  }

  private func missing(
    _ fault: String, to request: Request
  ) -> Result<Reply, PolicyFailure> {
    .failure(
      PolicyFailure(
        "\(path) \(fault) to \(request.episode.address) as \(request.episode.variant), "
          + "turn \(request.turn), sample \(request.sample)", cause: .missing))
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")].contains(byte)
  }
}
