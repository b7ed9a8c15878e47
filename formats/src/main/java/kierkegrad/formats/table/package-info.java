/// Tables: CSV files, and the encoding that makes tensors of their columns.
@org.jspecify.annotations.NullMarked
package kierkegrad.formats.table;
