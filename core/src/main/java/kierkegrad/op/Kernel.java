package kierkegrad.op;

/// An operation that a backend computes. A backend switches over these exhaustively, so javac
/// refuses one that forgets an operation.
public sealed interface Kernel extends Op
    permits Unary,
        Clamp,
        Chain,
        Binary,
        Compare,
        Where,
        Cast,
        Copy,
        Reduce,
        ArgReduce,
        MatMul,
        Conv,
        Pool,
        Pad,
        Concat,
        Index,
        DropoutMask,
        Fused {}
