/// Data as it is named on the command line: built-in names, CSV files, IDX files.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.data;
