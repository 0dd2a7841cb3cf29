package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/corpus"
	"doichieu/ingest"
)

type textOptions struct{ output }

func newTextCommand(a *app) *cobra.Command {
	opts := textOptions{output{formats: []outputFormat{
		{"text", ".txt", "the words, a line for each block"},
		{"json", ".json", "pages, blocks and notes with their places"},
		{"html", ".html", "each page as it was read beside its blocks, for the eye"},
	}}}
	cmd := command(&cobra.Command{
		Use:   "text FILE|ID",
		Short: "Print the text that was read from a document",
		Long: `Print the text that was read from a file, or from a document of the library.

The HTML form draws each page beside its blocks; for a PDF file it shows the
picture of the page as well where pdftoppm is installed. The JSON form (schema
` + corpus.DocumentSchema + `) gives the pages, the blocks with their kinds and
places, and the notes on what was repaired or left out.
A file needs no library; "-" reads the standard input.`,
		Example: "  doichieu text ke-hoach.pdf\n  doichieu text ke-hoach.pdf --json\n  doichieu text ke-hoach.pdf -o ke-hoach.html\n  doichieu text 171/KH-UBND -o ke-hoach.txt",
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return runText(cmd.Context(), a, opts, args[0]) },
	})
	opts.AddFlags(cmd)
	a.addReadingFlags(cmd)
	return cmd
}

func runText(ctx context.Context, a *app, opts textOptions, ref string) (err error) {
	format, err := opts.choose()
	if err != nil {
		return err
	}
	in := &inputs{app: a}
	defer func() { err = errors.Join(err, in.close()) }()
	doc, err := in.document(ctx, ref)
	if err != nil {
		return err
	}
	a.noteProblems(doc.Source.Name, doc)
	var pictures map[int][]byte
	if format == "html" && doc.Source.Format == "pdf" && in.isFile(ref) && ref != "-" {
		if data, err := ingest.Load(ref); err == nil {
			pictures = pagePictures(ctx, data)
		}
	}
	return a.writeResult(opts.file, func(w io.Writer) error {
		switch format {
		case "json":
			return writeJSON(w, doc)
		case "html":
			return render.Document(w, doc, pictures, a.lang)
		}
		return writeLines(w, doc.Text)
	})
}

// pictureTime is how long drawing the pages may take; without pictures the page
// still shows where the blocks stand.
const pictureTime = 60 * time.Second

// pagePictures draws the pages of a PDF, by page number, where pdftoppm is
// installed. Trouble costs the pictures only; so does a password, which a command
// line would show to others.
func pagePictures(ctx context.Context, data []byte) map[int][]byte {
	program, err := exec.LookPath("pdftoppm")
	if err != nil {
		return nil
	}
	dir, err := os.MkdirTemp("", "doichieu-pages-")
	if err != nil {
		return nil
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithTimeout(ctx, pictureTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "-r", "72", "-gray", "-png", "-cropbox", "-l", "300", "-", filepath.Join(dir, "page"))
	cmd.Stdin = bytes.NewReader(data)
	if err := cmd.Run(); err != nil {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(dir, "page-*.png"))
	if err != nil {
		return nil
	}
	pictures := map[int][]byte{}
	for _, file := range files {
		var n int
		if _, err := fmt.Sscanf(filepath.Base(file), "page-%d.png", &n); err != nil {
			continue
		}
		if picture, err := os.ReadFile(file); err == nil {
			pictures[n] = picture
		}
	}
	return pictures
}
