package kierkegrad.op;

/// An operation that a backend computes. A backend switches over these exhaustively, so javac
/// refuses one that forgets an operation.
public sealed interface Kernel extends Op
    permits Unary,
        Polygamma,
        Clamp,
        Chain,
        Binary,
        Compare,
        Where,
        Cast,
        Composed,
        Copy,
        Reduce,
        ArgReduce,
        Scan,
        Recurrence,
        Order,
        MatMul,
        LinearSolve,
        Conv,
        Pool,
        Pad,
        Concat,
        Index,
        Drawn,
        Fused {}
