public import VariantGymCore

/// A report as one page of HTML that needs nothing else: no network, no fonts, no libraries.
///
/// It shows success by variant and difficulty, its course over policies such as checkpoints, the full
/// table, and a browser of episodes with prompt, picture, thought, reply and verdict. Nothing that a
/// policy said is taken as markup.
public struct HTMLReport: Sendable {
  let runs: [EvaluationRun]
  private let options: Options

  /// What the page shows.
  public struct Options: Sendable {
    /// The title.
    public var title: String
    /// The most episodes of each set and policy in the browser, at least 0: the first tasks.
    public var episodesPerSet: Int
    /// Finds an episode again, so that its prompts can be shown; `nil` leaves them out.
    public var episode: @Sendable (EpisodeIdentity) -> (any Episode)?
    /// Draws a state as SVG; `nil` where there is no picture of it.
    public var picture: @Sendable (EpisodeFacts) -> String?

    /// Options; by default three episodes of each set, without prompts and pictures.
    public init(
      title: String = "VariantGym", episodesPerSet: Int = 3,
      episode: @escaping @Sendable (EpisodeIdentity) -> (any Episode)? = { _ in nil },
      picture: @escaping @Sendable (EpisodeFacts) -> String? = { _ in nil }
    ) {
      precondition(episodesPerSet >= 0, "a number of episodes is at least 0")
      self.title = title
      self.episodesPerSet = episodesPerSet
      self.episode = episode
      self.picture = picture
    }
  }

  /// A page about evaluations, in the order of `Report`.
  public init(_ runs: [EvaluationRun], options: Options = Options()) {
    self.runs = runs
    self.options = options
  }

  /// The page. The same evaluations give the same bytes.
  ///
  /// - Parameter bootstrap: How intervals are found.
  public func text(bootstrap: Bootstrap = Bootstrap()) throws -> String {
    let report = Report(runs, bootstrap: bootstrap)
    var browser = EpisodeBrowser(options)
    for run in runs { browser.add(run) }
    let title = options.title.escapedForHTML
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <style>
      \(htmlStyle)
      </style>
      </head>
      <body>
      <h1>\(title)</h1>
      <p>\(summary(report).escapedForHTML)</p>
      \(matrices(bootstrap))
      \(curves(report))
      <h2>All measures</h2>
      <div class="wide">\(Self.table(report.table(.full)))</div>
      <ul>\(report.notes.map { "<li>\($0.escapedForHTML)</li>" }.joined())</ul>
      <dl>\(Self.meanings(report))</dl>
      \(try browser.section())
      <script>
      \(htmlScript)
      </script>
      </body>
      </html>

      """
  }

  private func summary(_ report: Report) -> String {
    var policies: [String] = []
    for row in report.rows where !policies.contains(row.policy) { policies.append(row.policy) }
    let episodes = report.rows.reduce(0) { $0 + $1.episodes }
    return "\(episodes) episodes of \(policies.joined(separator: ", "))."
  }

  private static func table(_ table: TextTable) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>\(cells.map { "<\(tag)>\($0.escapedForHTML)</\(tag)>" }.joined())</tr>"
    }
    return """
      <table><thead>\(row(table.header, "th"))</thead>
      <tbody>\(table.rows.map { row($0, "td") }.joined(separator: "\n"))</tbody></table>
      """
  }

  /// What the measures of the table mean.
  private static func meanings(_ report: Report) -> String {
    Measure.all.filter { measure in report.rows.contains { $0.measures[measure.name] != nil } }
      .map { "<dt>\($0.name)</dt><dd>\($0.meaning.escapedForHTML)</dd>" }.joined(separator: "\n")
  }
}

extension String {
  /// The text with the five characters replaced that mean something in HTML.
  var escapedForHTML: String {
    var escaped = ""
    for character in unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
