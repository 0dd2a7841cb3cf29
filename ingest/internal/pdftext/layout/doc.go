// Package layout makes blocks of text in reading order of what stands on the
// pages of a PDF: paragraphs, headings, tables, footnotes, page furniture and
// stamps. It knows papers of the Vietnamese administration: one column of text,
// a head and a signature block of two, ruled tables, notes below a short rule.
//
// # How a page is read ([Reader.Add])
//
//  1. Rules that touch make grids; a grid whose cells hold text is a table, and
//     takes the glyphs inside of it. Slots that no rule parts are one cell. Of
//     rules that part nothing but rows the columns are where words leave gaps.
//  2. The other glyphs are sorted into bands: sets of runs on one baseline. A
//     band is cut into parts where the gap is wider than a blank can be.
//     Within a part a blank is what was shown as one, or a gap as wide.
//  3. Horizontal rules outside of tables are kept: one may part the footnotes
//     from the text.
//
// Only lines and tables are kept of a page, not its glyphs.
//
// # How the document is put together ([Reader.Blocks])
//
// What follows needs all pages, because a single page does not show what is
// usual.
//
//  1. Furniture: a number at the edge of the page that counts on from page to
//     page, and a line that most pages repeat in one place.
//  2. Footnotes: what stands below a short rule that begins at the left margin,
//     in type no larger than the text's, and opens with a mark.
//  3. Columns: a run of bands that leave one gutter free is read left column
//     first. The run ends at a line that crosses the gutter, stands in the
//     middle of the page, or begins an item of the text.
//  4. Paragraphs: where the text area lies, how far the first lines are
//     indented and how far lines stand apart is measured for the file; then
//     place, width and words of two lines decide whether the second goes on
//     with the first. Place is worth more than words, except that a small
//     letter goes on with a sentence that has no end.
//  5. Tables of the same columns at the end of one page and the start of the
//     next are one: repeated heads are dropped, and a row that the page cut is
//     joined.
//  6. Furniture, footnotes and stamps that interrupt a paragraph or a table
//     come behind it. The mark of a footnote is taken out of the text and kept
//     with the note, so that a number before it stays that number.
//
// The package finds no sections, tasks or dates, and reads no tables without
// rules: their lines come as text.
package layout
