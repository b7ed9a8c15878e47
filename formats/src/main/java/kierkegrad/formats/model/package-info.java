/// Trained models: a network together with everything needed to use it, in one safetensors file.
@org.jspecify.annotations.NullMarked
package kierkegrad.formats.model;
