// Package ocr reads the words in pictures of pages with the program tesseract,
// where it is installed with its Vietnamese data.
//
// The steps:
//
//  1. [Find] looks for the programs and asks them for their versions.
//  2. [Engine.Page] makes the picture of a page of a PDF with pdftoppm, or takes
//     the picture that the caller found in the page; [Engine.Pictures] takes a
//     picture file as it is.
//  3. tesseract reads the picture. Its answer, in the hOCR format, gives for
//     each line the baseline and the height of its letters, and for each word
//     its box; a [Cache] keeps it by the hash of the picture and the engine.
//     A page that does not stand upright is turned and read again.
//  4. [Result.Page] makes a page of it as package pdftext does of text: a glyph
//     for each word, turned upright, on the baseline of its line. Package layout
//     does the rest, as for every page.
//
// Programs get their input on standard input, a limit of time, and one thread.
// The package keeps no temporary files, corrects no words, and reads no rules
// out of pictures: the rows of ruled tables come as lines.
package ocr
