package import Complaints
import Suggestions
import Yams

/// A node of a YAML file that knows where it stands, so that every complaint can say so.
package struct YAMLEntry {
  private let node: Node
  package let file: String
  /// The path of keys that leads here.
  package let key: String

  package init(root text: String, file: String) throws(YAMLFileError) {
    let root: Node?
    do {
      // Everything is text until a field asks for more: patterns that find what looks like a number
      // or a date would take most of the time of reading a small file.
      root = try Yams.compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw Self.error(of: error, in: file)
    } catch {
      throw YAMLFileError(file: file, message: "\(error)")
    }
    guard let root else {
      throw YAMLFileError(
        file: file, problem: Sentence("the file is empty", "o arquivo está vazio"))
    }
    self.init(node: root, file: file, key: "")
  }

  init(node: Node, file: String, key: String) {
    self.node = node
    self.file = file
    self.key = key
  }

  private static func error(of error: YamlError, in file: String) -> YAMLFileError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      YAMLFileError(
        file: file, line: mark.line,
        problem: Sentence("not YAML: \(problem)", "não é YAML: \(problem)"))
    case .duplicatedKeysInMapping(let duplicates, let context):
      YAMLFileError(
        file: file, line: context.mark.line,
        message: "the key “\(duplicates.first ?? "")” stands there twice")
    default: YAMLFileError(file: file, message: "not YAML: \(error)")
    }
  }

  package var line: Int? { node.mark?.line }

  package func error(_ message: String) -> YAMLFileError { error(Sentence(message)) }

  package func error(_ problem: Sentence) -> YAMLFileError {
    YAMLFileError(file: file, line: node.mark?.line, key: key, problem: problem)
  }

  /// The entries of a mapping in the order of the file; keys that are not expected are refused.
  package func mapping(
    of expected: String, keys allowed: [String]? = nil
  ) throws(YAMLFileError) -> [(key: String, value: YAMLEntry)] {
    guard let mapping = node.mapping else {
      throw error("expected \(expected), found \(kindOfNode)")
    }
    var entries: [(key: String, value: YAMLEntry)] = []
    for (keyNode, value) in mapping {
      guard let name = keyNode.scalar?.string else { throw error("a key must be a name") }
      let path = key.isEmpty ? name : "\(key).\(name)"
      if let allowed, !allowed.contains(name) {
        let nearest = Spelling.nearest(to: name, among: allowed).first
        let list = allowed.joined(separator: ", ")
        throw YAMLFileError(
          file: file, line: keyNode.mark?.line, key: path,
          problem: Sentence("unknown key; ", "chave desconhecida; ")
            + (nearest.map { Sentence("did you mean \($0)?", "seria \($0)?") }
              ?? Sentence("expected one of \(list)", "esperava-se uma de \(list)")))
      }
      let mark = value.mark ?? keyNode.mark
      entries.append((name, YAMLEntry(node: value.marked(mark), file: file, key: path)))
    }
    return entries
  }

  /// The elements of a list.
  package func list(of expected: String) throws(YAMLFileError) -> [YAMLEntry] {
    guard let sequence = node.sequence else {
      throw error("expected a list of \(expected), found \(kindOfNode)")
    }
    return sequence.enumerated().map { position, element in
      YAMLEntry(
        node: element.marked(element.mark ?? node.mark), file: file,
        key: "\(key)[\(position + 1)]")
    }
  }

  package func text() throws(YAMLFileError) -> String {
    guard let scalar = node.scalar else {
      // As `adam(learningRate: 0.05)` is to YAML.
      let hint = node.mapping == nil ? "" : "; text with a colon and a space in it needs quotes"
      throw error("expected text, found \(kindOfNode)\(hint)")
    }
    guard !scalar.string.isEmpty else { throw error("there is nothing here") }
    return scalar.string
  }

  package func wholeNumber() throws(YAMLFileError) -> Int {
    let text = try text()
    guard let number = Int(text) else { throw error("expected a whole number, found “\(text)”") }
    return number
  }

  package func truth() throws(YAMLFileError) -> Bool {
    switch try text() {
    case "true": return true
    case "false": return false
    default: throw error("expected true or false, found “\(try text())”")
    }
  }

  package var isScalar: Bool { node.scalar != nil }
  package var isMapping: Bool { node.mapping != nil }

  private var kindOfNode: String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "“\(scalar.string)”"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}

extension Node {
  fileprivate func marked(_ mark: Mark?) -> Node {
    guard self.mark == nil, case .scalar(let scalar) = self else { return self }
    return .scalar(.init(scalar.string, scalar.tag, scalar.style, mark))
  }
}
