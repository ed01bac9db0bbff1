/// Text in JSON, written as it comes: the keys keep their order and every float its bits.
package struct JSONText {
  package private(set) var text = ""
  private var needsComma = false

  package init() {}

  package mutating func object(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
    begin(key)
    text += "{"
    needsComma = false
    body(&self)
    text += "}"
    needsComma = true
  }

  package mutating func array(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
    begin(key)
    text += "["
    needsComma = false
    body(&self)
    text += "]"
    needsComma = true
  }

  package mutating func write(_ value: String, _ key: String? = nil) {
    put(Self.quoted(value), key)
  }
  package mutating func write(_ value: Int, _ key: String? = nil) { put("\(value)", key) }
  package mutating func write(_ value: Bool, _ key: String? = nil) { put("\(value)", key) }

  /// A number that is not finite becomes the text "NaN", "Infinity" or "-Infinity".
  package mutating func write(_ value: Double, _ key: String? = nil) {
    if value.isFinite {
      put("\(value)", key)
    } else {
      put(value.isNaN ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"", key)
    }
  }

  package mutating func write(_ values: some Sequence<Double>, _ key: String? = nil) {
    array(key) { json in
      for value in values { json.write(value) }
    }
  }

  package mutating func newLine() { text += "\n" }

  private mutating func put(_ value: String, _ key: String?) {
    begin(key)
    text += value
    needsComma = true
  }

  private mutating func begin(_ key: String?) {
    if needsComma { text += "," }
    if let key { text += Self.quoted(key) + ":" }
  }

  private static func quoted(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
