/// Every optimizer of the lab, by name; adding one is its file and a line here.
public enum OptimizerCatalog {
  public static let entries: [OptimizerEntry] =
    GradientDescent.entries
    + Momentum.entries
    + Nesterov.entries
    + Adagrad.entries
    + Adadelta.entries
    + RMSprop.entries
    + Adam.entries
    + AMSGrad.entries
    + Adamax.entries
    + Nadam.entries
    + Ftrl.entries

  public static func entry(_ key: String) -> OptimizerEntry? {
    entries.first { $0.key == key }
  }
}
