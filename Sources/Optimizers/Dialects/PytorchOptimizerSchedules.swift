extension ScheduleDialects {
  /// `pytorch_optimizer.lr_scheduler`.
  static let pytorchOptimizer: [Entry] = [
    Entry(
      """
      get_wsd_schedule(optimizer, num_warmup_steps, num_stable_steps, num_decay_steps, \
      min_lr_ratio=0.0, num_cycles=0.5, cooldown_type="1-sqrt", last_epoch=-1)
      """, inert: ["optimizer", "last_epoch"]
    ) { (a) throws(SpecError) in
      var rule = WarmUpStableDecaySchedule()
      rule.rise = try a.whole("num_warmup_steps")
      rule.stay = try a.whole("num_stable_steps")
      rule.fall = try a.positive("num_decay_steps")
      rule.end = .share(try a.number("min_lr_ratio"))
      guard try a.number("num_cycles") == 0.5 else { throw a.wrong("num_cycles", "0.5") }
      switch try a.text("cooldown_type", among: ["1-sqrt", "cosine", "linear", "1-square"]) {
      case "cosine": rule.shape = .cosine
      case "linear": rule.shape = .linear
      case "1-square": rule.shape = .square
      default: rule.shape = .root
      }
      return ScheduleSpec(rule)
    }
  ]
}
