/// The table: one class per family of rows.
@org.jspecify.annotations.NullMarked
package kierkegrad.conformance.rows;
