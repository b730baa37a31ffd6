import Foundation
import VariantGym

// A scripted policy as a process of its own: the other side of `SubprocessPolicy`.

struct Question: Decodable {
  let id: Int
  let request: Request

  enum Key: CodingKey { case id }

  init(from decoder: any Decoder) throws {
    id = try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .id)
    request = try Request(from: decoder)
  }
}

struct Answer: Encodable {
  let id: Int
  let text: String?
  let error: String?
}

let scripts: [String: ScriptedPolicy.Script] = [
  "expert": .expert, "random": .randomValid, "clinging": .clinging,
]
let policy = ScriptedPolicy(scripts[CommandLine.arguments[1]]!, catalog: .standard)
while let line = readLine() {
  let question = try JSONDecoder().decode(Question.self, from: Data(line.utf8))
  let answer =
    switch await policy.replies(to: [question.request])[0] {
    case .success(let reply): Answer(id: question.id, text: reply.text, error: nil)
    case .failure(let failure): Answer(id: question.id, text: nil, error: failure.reason)
    }
  FileHandle.standardOutput.write(try JSONEncoder().encode(answer) + Data("\n".utf8))
}
