/// The safetensors format: named tensors behind a JSON header.
@org.jspecify.annotations.NullMarked
package kierkegrad.formats.safetensors;
