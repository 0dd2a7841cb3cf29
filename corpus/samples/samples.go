// Package samples holds four plans for demonstration and tests, embedded in the
// program. They are written in the manner of the genre: the localities, the
// people, the numbers and the central conclusion that the plans carry out are
// all invented.
//
// The four differ in layout on purpose. lam-giang.txt has hard line breaks,
// page numbers, a footnote inside an item, agencies as headings and "d)"
// printed twice; phu-son.md has the random bold and heading marks of text
// recognition, and repeats a number; hai-van.txt has agencies as headings over
// items without a subject, with time limits in brackets and on a heading;
// dong-linh.pdf is a PDF with a text layer, two columns in its head and numbered
// pages (pdf_test.go makes it).
//
// They also differ in substance, so that a comparison has something to find:
// other lead agencies, later dates, a missing date, tasks that one alone has.
package samples

import (
	"embed"
	"io/fs"
)

//go:embed plans
var plans embed.FS

// FS is the folder of the sample plans, one file each and nothing else.
func FS() fs.FS {
	sub, err := fs.Sub(plans, "plans")
	if err != nil {
		return plans // fs.Sub fails on a malformed path only, and this one is fixed
	}
	return sub
}

// Names are the names of the sample plans in [FS], in the order in which the
// demonstration shows them.
func Names() []string {
	return []string{"lam-giang.txt", "phu-son.md", "hai-van.txt", "dong-linh.pdf"}
}
