package kierkegrad.random;

/// Which code of PyTorch runs on a processor: what `torch.backends.cpu.get_cpu_capability()` says.
/// Its random numbers differ in their last bits.
///
/// @see Seed#torch(long, CpuCapability)
public enum CpuCapability {
  /// The portable code, on any processor if the environment says `ATEN_CPU_CAPABILITY=default`.
  DEFAULT,
  /// The code for AVX2, which draws random numbers with AVX-512 too: that of nearly every x86-64
  /// processor.
  AVX2
}
