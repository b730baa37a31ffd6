import ArgumentParser
import VariantGym

/// How prompts are put, where that is to be otherwise.
struct FramingOptions: ParsableArguments {
  @Option(help: "The wording of prompts, such as varied, compact or german; 'list' shows all.")
  var wording: String?

  @Option(help: "The order in which labels and values are announced: drawn or fixed.")
  var order: Framing.Order?

  @Option(help: "What answers stand in: tags, line, boxed or object.")
  var container: Framing.Container?

  func change(_ framing: inout Framing) {
    if let wording { framing.wording = Framing.Wording(rawValue: wording) }
    if let order { framing.order = order }
    if let container { framing.container = container }
  }
}

extension Framing.Order: @retroactive ExpressibleByArgument {}
extension Framing.Container: @retroactive ExpressibleByArgument {}
