public import VariantGymCore

/// The formats that ship with the library, by name.
public enum RowFormats {
  /// Those whose prompts and replies are lists of messages, or text in the markup of a chat template.
  private static func either(_ template: ChatTemplate?) -> [any RowFormat] {
    [
      TRLSupervisedRows(template: template), TRLPromptRows(template: template),
      TRLPreferenceRows(template: template), TRLLabelRows(template: template),
      OpenRLHFRows(template: template),
    ]
  }

  /// Those that leave templates to the trainer.
  private static let messages: [any RowFormat] = [
    CanonicalRows(), VerlRewardRows(), VerlSupervisedRows(), MLXRows(), OpenAIChatRows(),
    VerifiersRows(),
  ]

  /// All formats, by name.
  public static let all: [any RowFormat] =
    (messages + either(nil) + [TextRows(template: .plain)]).sorted { $0.name < $1.name }

  /// The format with a name.
  ///
  /// - Parameters:
  ///   - name: A name of `all`.
  ///   - template: Makes one text of each prompt, where the format allows that; `nil` for lists of
  ///     messages, and in rows that must be text for `ChatTemplate.plain`.
  /// - Throws: `UnknownName`, which lists the formats that exist, or those that take a template.
  public static func named(
    _ name: String, template: ChatTemplate? = nil
  ) throws(UnknownName) -> any RowFormat {
    let formats = template.map { either($0) + [TextRows(template: $0)] } ?? all
    guard let format = formats.first(where: { $0.name == name }) else {
      throw UnknownName(
        template == nil ? "row format" : "row format with a chat template", name,
        known: formats.map(\.name))
    }
    return format
  }
}
