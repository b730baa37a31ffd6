internal import Foundation

/// Writes down how training goes: a line of JSON for each step, and progress for who watches.
///
/// The lines hold nothing that depends on the clock.
public final class TrainingLog {
  private let file: (path: String, handle: FileHandle)?
  private let encoder = JSONEncoder()
  private let steps: Int
  private let watch: ((String) -> Void)?
  private let start = Date()
  private var lastShown: Date?
  private var tokens = 0
  private var firstStep: Int?

  /// A log.
  ///
  /// - Parameters:
  ///   - path: The file of JSON lines; `nil` for none. Lines of steps before `step` are kept.
  ///   - step: The step with which training begins.
  ///   - steps: How many steps there will be in all.
  ///   - watch: Gets a line of text about once a second, such as for the terminal.
  /// - Throws: `ModelError.badFile` where the file cannot be written.
  public init(
    path: String?, from step: Int = 0, steps: Int, watch: ((String) -> Void)? = nil
  ) throws(ModelError) {
    self.steps = steps
    self.watch = watch
    encoder.outputFormatting = .sortedKeys
    guard let path else {
      file = nil
      return
    }
    let kept = step == 0 ? [] : try TrainingLog.read(path).filter { $0.step < step }
    var data = Data()
    for report in kept { data += try TrainingLog.line(report, encoder, path) }
    try WholeFile.write(data, to: path)
    guard let file = FileHandle(forWritingAtPath: path), (try? file.seekToEnd()) != nil else {
      throw .badFile(path: path, reason: "it cannot be written")
    }
    self.file = (path, file)
  }

  /// Notes a step.
  ///
  /// - Throws: `ModelError.badFile` where the file cannot be written, and for numbers that are not
  ///   finite.
  public func note(_ report: StepReport) throws(ModelError) {
    if let file {
      let line = try TrainingLog.line(report, encoder, file.path)
      do { try file.handle.write(contentsOf: line) } catch {
        throw .badFile(path: file.path, reason: "it cannot be written")
      }
    }
    tokens += report.tokens
    firstStep = firstStep ?? report.step
    guard let watch else { return }
    let now = Date()
    if let lastShown, now.timeIntervalSince(lastShown) < 1, report.step + 1 < steps { return }
    lastShown = now
    watch(progress(report, seconds: now.timeIntervalSince(start)))
  }

  private func progress(_ report: StepReport, seconds: Double) -> String {
    let done = report.step + 1 - (firstStep ?? 0)
    let left = Int(seconds / Double(done) * Double(steps - report.step - 1))
    let minutes = "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60)"
    let loss = String(format: "%.4f", report.loss)
    let accuracy = String(format: "%.1f", 100 * report.accuracy)
    let speed = Int(Double(tokens) / max(seconds, 1e-3))
    return "step \(report.step + 1) of \(steps), loss \(loss), targets met \(accuracy)%, "
      + "\(speed) tokens/s, \(minutes) left"
  }

  private static func line(
    _ report: StepReport, _ encoder: JSONEncoder, _ path: String
  ) throws(ModelError) -> Data {
    guard let line = try? encoder.encode(report) else {
      throw .badFile(path: path, reason: "step \(report.step) has numbers that are not finite")
    }
    return line + Data("\n".utf8)
  }

  /// The steps of a log file.
  ///
  /// - Throws: `ModelError.badFile` where it cannot be read, with the number of a line that is none.
  public static func read(_ path: String) throws(ModelError) -> [StepReport] {
    let data = try WholeFile.read(path)
    var reports: [StepReport] = []
    for (index, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard let report = try? JSONDecoder().decode(StepReport.self, from: line) else {
        throw .badFile(path: path, reason: "line \(index + 1) is no step")
      }
      reports.append(report)
    }
    return reports
  }
}
