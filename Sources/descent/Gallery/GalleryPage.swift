/// The index of the gallery: a page that shows every picture with the command that makes it.
struct GalleryPage {
  let pictures: [GalleryPicture]
  let language: PictureOptions.LanguageName
  /// The languages that there are pages in.
  let languages: [PictureOptions.LanguageName]

  static func fileName(_ language: PictureOptions.LanguageName) -> String {
    language == .english ? "index.html" : "index.\(language.rawValue).html"
  }

  var html: String {
    let isEnglish = language == .english
    let title = isEnglish ? "Descent: the gallery" : "Descent: a galeria"
    let lead =
      isEnglish
      ? "Every picture is one command; its last words may be changed."
      : "Cada imagem é um comando; troque as últimas palavras à vontade."
    return """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <style>\(Self.style)</style>
      <header><h1>\(title)</h1><p>\(lead)</p><nav>\(links)</nav></header>
      <main>
      \(pictures.map(figure).joined(separator: "\n"))
      </main>
      </html>

      """
  }

  private var links: String {
    languages.filter { $0 != language }.map { other in
      let name = other == .english ? "English" : "Português"
      return "<a href=\"\(Self.fileName(other))\" lang=\"\(other.rawValue)\">\(name)</a>"
    }.joined(separator: " ")
  }

  private func figure(_ picture: GalleryPicture) -> String {
    let file = picture.name(in: language)
    let caption = Self.escaped(picture.caption(in: language))
    return """
      <figure>
      \(Self.medium(file, caption))
      <figcaption><p>\(caption)</p><pre>\(Self.escaped(command(picture)))</pre></figcaption>
      </figure>
      """
  }

  /// As a shell takes it, in the language of the picture that is shown.
  private func command(_ picture: GalleryPicture) -> String {
    let spoken = picture.languages.contains(language) ? language : picture.languages[0]
    let words = picture.words.map { word in
      word.contains { "() ;*^&|<>$".contains($0) } ? "\"\(word)\"" : word
    }
    return (["descent"] + words + (spoken == .english ? [] : ["--language", spoken.rawValue]))
      .joined(separator: " ")
  }

  /// A folder of slides shows its first; a film plays.
  private static func medium(_ file: String, _ caption: String) -> String {
    switch file.split(separator: ".").last {
    case "mp4":
      return "<video src=\"\(file)\" controls loop muted aria-label=\"\(caption)\"></video>"
    case "html": return "<a href=\"\(file)\">\(file)</a>"
    case "png", "svg", "gif", "webp":
      return "<a href=\"\(file)\"><img src=\"\(file)\" alt=\"\(caption)\" loading=\"lazy\"></a>"
    case "pdf": return "<a href=\"\(file)\">\(file)</a>"
    default: return "<a href=\"\(file)/\"><img src=\"\(file)/0001.png\" alt=\"\(caption)\"></a>"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  private static let style = """
    :root { color-scheme: light dark; font: 16px/1.45 Inter, system-ui, sans-serif; }
    body { margin: 0 auto; max-width: 1500px; padding: 1rem 1.5rem 4rem; }
    header { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline; }
    h1 { font-size: 1.6rem; margin: .5rem 0; }
    main { display: grid; grid-template-columns: repeat(auto-fill, minmax(430px, 1fr)); gap: 2rem; }
    figure { margin: 0; }
    img, video { width: 100%; height: auto; border-radius: 6px; border: 1px solid #8884; }
    p { margin: .5rem 0; }
    pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8rem; opacity: .75; margin: 0; }
    """
}
