import CDeflate
import Complaints

/// The files of a ZIP archive, stored or deflated: what an NPZ file is.
struct ZipArchive {
  struct Entry {
    var name: String
    fileprivate var method: Int
    fileprivate var checksum: UInt32
    fileprivate var packedSize: Int
    fileprivate var size: Int
    fileprivate var offset: Int
  }

  let entries: [Entry]
  private let bytes: [UInt8]
  private let source: String

  private static let damagedList = Sentence(
    "the list of files is damaged", "a lista de arquivos está danificada")

  /// - Throws: `DataError` for a file that is no archive, or is truncated.
  init(_ bytes: [UInt8], source: String) throws(DataError) {
    self.bytes = bytes
    self.source = source
    guard bytes.starts(with: [0x50, 0x4B]) else {
      throw DataError(
        source, offset: 0,
        .init(
          "this is no NPZ file: it does not begin with 50 4b, as a ZIP archive does",
          "este não é um arquivo NPZ: não começa com 50 4b, como um arquivo ZIP"),
        remedy: .init("save it with numpy.savez", "salve-o com numpy.savez"))
    }
    guard let end = Self.endRecord(bytes) else {
      throw DataError(
        source, offset: bytes.count,
        .init(
          "the archive ends before its list of files",
          "o arquivo termina antes da sua lista de arquivos"),
        remedy: .init(
          "the file is truncated: copy it again", "o arquivo está cortado: copie-o de novo"))
    }
    var offset = Self.number(bytes, end + 16, 4)
    var entries: [Entry] = []
    for _ in 0..<Self.number(bytes, end + 10, 2) {
      guard offset + 46 <= end, Self.number(bytes, offset, 4) == 0x0201_4B50 else {
        throw DataError(source, offset: min(offset, bytes.count), Self.damagedList)
      }
      let nameLength = Self.number(bytes, offset + 28, 2)
      guard offset + 46 + nameLength <= end else {
        throw DataError(source, offset: offset, Self.damagedList)
      }
      entries.append(
        Entry(
          name: String(decoding: bytes[offset + 46..<offset + 46 + nameLength], as: UTF8.self),
          method: Self.number(bytes, offset + 10, 2),
          checksum: UInt32(Self.number(bytes, offset + 16, 4)),
          packedSize: Self.number(bytes, offset + 20, 4), size: Self.number(bytes, offset + 24, 4),
          offset: Self.number(bytes, offset + 42, 4)))
      offset +=
        46 + nameLength + Self.number(bytes, offset + 30, 2) + Self.number(bytes, offset + 32, 2)
    }
    self.entries = entries
  }

  /// The bytes of a file, unpacked.
  /// - Throws: `DataError` for one that is damaged, or packed otherwise than by deflate.
  func contents(of entry: Entry) throws(DataError) -> [UInt8] {
    let header = entry.offset
    guard header + 30 <= bytes.count, Self.number(bytes, header, 4) == 0x0403_4B50 else {
      throw DataError(
        source, offset: min(header, bytes.count),
        .init(
          "no file begins here, as its list says",
          "nenhum arquivo começa aqui, como diz a lista"))
    }
    let start =
      header + 30 + Self.number(bytes, header + 26, 2) + Self.number(bytes, header + 28, 2)
    guard entry.packedSize != 0xFFFF_FFFF, start + entry.packedSize <= bytes.count else {
      throw DataError(
        source, offset: bytes.count,
        .init(
          "\(entry.name) is cut off, or larger than 4 GB",
          "\(entry.name) está cortado, ou tem mais de 4 GB"))
    }
    let packed = Array(bytes[start..<start + entry.packedSize])
    let unpacked: [UInt8]? =
      switch entry.method {
      case 0: packed
      case 8: Self.inflate(packed, size: entry.size)
      default:
        throw DataError(
          source, offset: header + 8,
          .init(
            "\(entry.name) is packed by method \(entry.method)",
            "\(entry.name) foi compactado pelo método \(entry.method)"),
          remedy: .init(
            "save it with numpy.savez or numpy.savez_compressed",
            "salve-o com numpy.savez ou numpy.savez_compressed"))
      }
    guard let unpacked, unpacked.count == entry.size,
      libdeflate_crc32(0, unpacked, unpacked.count) == entry.checksum
    else {
      throw DataError(
        source, offset: start,
        .init(
          "the data of \(entry.name) are damaged", "os dados de \(entry.name) estão danificados"),
        remedy: .init("copy the file again", "copie o arquivo de novo"))
    }
    return unpacked
  }

  private static func inflate(_ packed: [UInt8], size: Int) -> [UInt8]? {
    // Deflate packs at most 1032 to 1, so a size beyond that is not this file's.
    guard size <= packed.count * 1032, let machine = libdeflate_alloc_decompressor() else {
      return nil
    }
    defer { libdeflate_free_decompressor(machine) }
    var isWhole = false
    let output = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let result = libdeflate_deflate_decompress(
        machine, packed, packed.count, buffer.baseAddress, size, &count)
      isWhole = result == LIBDEFLATE_SUCCESS
      if !isWhole { count = 0 }
    }
    return isWhole ? output : nil
  }

  /// Where the record at the end begins, which a comment may follow.
  private static func endRecord(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    let first = max(0, bytes.count - 22 - 0xFFFF)
    return (first...bytes.count - 22).reversed().first { number(bytes, $0, 4) == 0x0605_4B50 }
  }

  /// Little-endian.
  private static func number(_ bytes: [UInt8], _ offset: Int, _ size: Int) -> Int {
    (0..<size).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
  }
}

extension ZipArchive {
  /// The bytes of an archive of these files, stored as they are.
  static func bytes(of files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var list: [UInt8] = []
    for file in files {
      let offset = archive.count, name = Array(file.name.utf8)
      // Version 2.0, names in UTF-8, stored, the first day that the format knows.
      var common = little(20, 2) + little(0x800, 2) + little(0, 2) + little(0, 2) + little(0x21, 2)
      common += little(Int(libdeflate_crc32(0, file.bytes, file.bytes.count)), 4)
      common += little(file.bytes.count, 4) + little(file.bytes.count, 4)
      common += little(name.count, 2) + little(0, 2)
      archive += little(0x0403_4B50, 4) + common + name + file.bytes
      list += little(0x0201_4B50, 4) + little(20, 2) + common
      list += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(offset, 4) + name
    }
    let start = archive.count
    archive += list
    archive += little(0x0605_4B50, 4) + little(0, 4)
    archive += little(files.count, 2) + little(files.count, 2) + little(list.count, 4)
    return archive + little(start, 4) + little(0, 2)
  }

  private static func little(_ number: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
