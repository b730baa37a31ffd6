import ArgumentParser
import VariantGym

@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "variantgym",
    abstract: "Has a model learned the task, or memorized the prompt?",
    version: libraryVersion,
    subcommands: [
      List.self, Show.self, PlayEpisode.self, Watch.self, StreamRows.self, Generate.self,
      Check.self, Merge.self, Reproduce.self, ExportRows.self, AuditCommand.self, Distil.self,
      TestThoughts.self, Evaluate.self, MeasureObedience.self, ShowReport.self, Compare.self,
      MergeJournals.self, Plan.self, ScoreReplies.self, Replies.self, Solve.self, Levels.self,
      Prove.self, CheckLaws.self, RunStudy.self, ReportStudy.self,
    ])
}

extension Catalog {
  /// The family with a name, or a usage error that lists the known ones.
  func requested(_ name: String) throws -> any TaskFamily {
    do { return try family(named: name) } catch { throw ValidationError("\(error)") }
  }
}
