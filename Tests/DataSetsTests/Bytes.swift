import DataSets
import ReproducibleMath
import Testing

/// Reads the text of a CSV file as if it stood in `test.csv`.
func read(_ text: String, _ change: (inout CSVOptions) -> Void = { _ in }) throws -> DataSet<Double>
{
  var options = CSVOptions()
  change(&options)
  return try DataSet(
    csvBytes: Array(text.utf8), source: "test.csv", name: "test", options: options)
}

/// The error that reading the text ends with.
func failure(
  _ text: String, _ change: (inout CSVOptions) -> Void = { _ in },
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> DataError {
  try #require(
    throws: DataError.self, sourceLocation: sourceLocation, performing: { try read(text, change) })
}

/// The bytes that a text in base 64 stands for.
func bytes(base64 text: String) -> [UInt8] {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  var bytes: [UInt8] = []
  var buffer = 0, bits = 0
  for character in text {
    guard let value = alphabet.firstIndex(of: character) else { continue }
    buffer = buffer << 6 | value
    bits += 6
    if bits >= 8 {
      bits -= 8
      bytes.append(UInt8(buffer >> bits & 0xFF))
    }
  }
  return bytes
}

extension Targets {
  var labels: [Int32]? {
    if case .classes(let labels, _) = self { labels } else { nil }
  }

  var names: [String] {
    switch self {
    case .classes(_, let names), .numbers(_, let names): names
    }
  }

  var numbers: [Number]? {
    if case .numbers(let numbers, _) = self { numbers } else { nil }
  }
}
