/// Matrix products on arrays: packing, blocks, register tiles.
///
/// `C[m,n] = start + A[m,k]·B[k,n]`. A [kierkegrad.cpu.gemm.Gemm] fixes sizes and operands' layouts
/// once and is then run on arrays, again and again.
@org.jspecify.annotations.NullMarked
package kierkegrad.cpu.gemm;
