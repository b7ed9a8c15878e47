/// Pages: one self-contained HTML file out of sections, tables, figures, charts, formulas and data.
/// A page asks the network for nothing, follows the light and dark scheme, prints, and can be used
/// by keyboard.
package kierkegrad.report.page;
