/// Which Descent this is; written into every picture and every file.
public enum Release {
  public static let version = "0.1.0"
}
