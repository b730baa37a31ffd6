import ArgumentParser
import VariantGym

/// How a command ends that could not play everything.
struct Completeness: ParsableArguments {
  @Flag(help: "End with status 0 even if plays are missing or failed.")
  var allowIncomplete = false

  /// What `--help` says of it.
  static let help = "The exit status is then 75, unless --allow-incomplete is given."

  /// Ends the command if the policy failed, or something was not asked.
  func check(_ run: EvaluationRun) throws {
    let first = run.results.lazy.compactMap(\.failure).first.map { " The first failure: \($0)" }
    try check(
      missing: run.missing, failed: run.failed,
      note: "With --journal, the same command asks for these alone.\(first ?? "")")
  }

  /// - Parameter note: What else is to be said of it.
  /// - Throws: `ExitCode` 75, by which programs tell that trying again may help (`EX_TEMPFAIL`).
  func check(missing: Int, failed: Int, note: String) throws {
    guard missing + failed > 0, !allowIncomplete else { return }
    Terminal.complain("Error: plays missing: \(missing), failed: \(failed). \(note)")
    throw ExitCode(75)
  }
}
