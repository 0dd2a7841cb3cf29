// Package pdftext reads what stands on the pages of a PDF: glyphs with their
// Unicode text and place, ruling lines, images and annotation appearances. It
// builds on the objects of github.com/ledongthuc/pdf and on nothing else of it:
// that module's text functions lose places, fonts and whole runs.
//
// The steps:
//
//  1. [Open] mends the frame of the file (bytes before the header and behind the
//     end), checks the cross-reference chain for loops and absurd sizes, and
//     hands the bytes to the object layer. Where the table is wrong it is rebuilt
//     from the objects, and where the layer cannot read the objects as they are
//     written, now or later, all of them are written anew.
//  2. [File.Page] walks the page tree, tokenizes the content streams and
//     interprets them: graphics state, text state, fonts, form XObjects,
//     annotation appearances.
//  3. Package layout, below this one, makes lines, tables and paragraphs of it.
//
// Everything is limited (see [Limits]), because files are hostile. The package
// does not draw and does not read images; it hands out the one JPEG picture that a
// page may consist of.
package pdftext
