/// The values that many rules share, said once.
extension Hyperparameter {
  static func beta1<Root: Configurable>(
    _ path: any WritableKeyPath<Root, Double> & Sendable
  ) -> Hyperparameter {
    number("beta1", path, in: 0...1, "how slowly the mean of gradients forgets")
  }

  static func beta2<Root: Configurable>(
    _ path: any WritableKeyPath<Root, Double> & Sendable
  ) -> Hyperparameter {
    number("beta2", path, in: 0...1, "how slowly the mean of squares forgets")
  }

  static func epsilon<Root: Configurable>(
    _ path: any WritableKeyPath<Root, Double> & Sendable
  ) -> Hyperparameter {
    number("epsilon", path, "keeps the division finite; large, it tends to momentum")
  }

  static func epsilonRoot<Root: Configurable>(
    _ path: any WritableKeyPath<Root, Double> & Sendable
  ) -> Hyperparameter {
    number("epsilonRoot", path, "a second ε, inside the root")
  }

  static func correction<Root: Configurable>(
    _ path: any WritableKeyPath<Root, BiasCorrection> & Sendable
  ) -> Hyperparameter {
    choice("correction", path, "where the bias of the young means is corrected")
  }

  static func momentum<Root: Configurable>(
    _ path: any WritableKeyPath<Root, Double> & Sendable
  ) -> Hyperparameter {
    number("momentum", path, in: 0...1, "the share of the velocity that survives a step")
  }
}
