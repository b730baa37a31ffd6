public import VariantGymCore

extension SokobanParts {
  /// Every board in the text, and the labels that it announces.
  public func content(ofPrompt text: String) -> PromptContent {
    PromptContent(
      instances: BoardsInText.boards(in: text).map { board in
        ShownInstance(
          keys: [
            .state: ContentKey(digest: board.canonicalState.digest),
            .layout: ContentKey(digest: board.canonicalLayout.digest),
          ]
        ) { Self.measures(of: board) }
      },
      vocabulary: LabelsInText.labels(in: text))
  }

  /// The least moves and the least pushes, and the moves that begin a shortest plan.
  private static func measures(of board: Board) -> InstanceMeasures? {
    let limits = SearchLimits(storedStates: 100_000)
    guard let first = try? SokobanSolver(limits: limits).goldFirstActions(in: board, under: .base),
      let moves = try? SokobanSolver(limits: limits).solve(board, under: .base)?.count,
      let pushes = OptimalSolver(.pushes, limits: limits).solve(board).solution?.pushes
    else { return nil }
    return InstanceMeasures(
      amounts: ["moves": moves, "pushes": pushes], firstActions: first.map(\.name))
  }
}
