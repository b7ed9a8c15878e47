package kierkegrad.train;

/// Is told what happens during training.
public interface Callback {}
