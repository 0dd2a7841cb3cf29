package ingest

import (
	"context"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"time"

	"doichieu/ingest/internal/ocr"
)

// Tool is a program of others that reading some files needs.
type Tool struct {
	Name     string   `json:"name"`
	Path     string   `json:"path"`     // "" where it is not installed
	Version  string   `json:"version"`  // as it says itself
	Missing  string   `json:"missing"`  // what is not there, "" where all is
	Costs    string   `json:"costs"`    // what cannot be read without it
	Packages []string `json:"packages"` // of Debian and Ubuntu that bring it
}

// tool is a row of the table: how a program is found and asked.
type tool struct {
	Tool
	programs []string // names that it has, the first that is found counts
	ask      []string // arguments that make it say its version
	// lacks says what the program at a path cannot do without; may be nil.
	lacks func(ctx context.Context, path string) error
}

// tools is the table.
func tools() []tool {
	return []tool{
		{
			Tool: Tool{
				Name: "tesseract", Costs: "scans, pages with garbled text, and pictures (png, jpeg, tiff)",
				Packages: []string{"tesseract-ocr", "tesseract-ocr-vie"},
			},
			programs: []string{"tesseract"}, ask: []string{"--version"},
			lacks: func(ctx context.Context, _ string) error { _, err := ocr.Find(ctx, nil); return err },
		},
		{
			Tool: Tool{
				Name: "pdftoppm", Costs: "scanned pages of PDFs, unless each is one JPEG picture",
				Packages: []string{"poppler-utils"},
			},
			programs: []string{"pdftoppm"}, ask: []string{"-v"},
		},
		{
			Tool: Tool{
				Name: "libreoffice", Costs: "tables and list labels of old Word files (doc, rtf)",
				Packages: []string{"libreoffice-writer"},
			},
			programs: []string{"soffice", "libreoffice"}, ask: []string{"--version"},
			lacks: func(_ context.Context, path string) error { return withoutWriter(path) },
		},
		{
			Tool: Tool{
				Name: "catdoc", Costs: "the text of old Word files (doc) where libreoffice is missing too",
				Packages: []string{"catdoc"},
			},
			programs: []string{"catdoc"}, ask: []string{"-V"},
		},
	}
}

// Tools tells which programs of others are installed, in the order of the table.
func Tools(ctx context.Context) []Tool {
	var list []Tool
	for _, t := range tools() {
		list = append(list, t.look(ctx))
	}
	return list
}

// toolTime is the most that a program may take to say its version.
const toolTime = 20 * time.Second

// look finds the program and asks for its version.
func (t tool) look(ctx context.Context) Tool {
	ctx, cancel := context.WithTimeout(ctx, toolTime)
	defer cancel()
	found := t.Tool
	i := slices.IndexFunc(t.programs, func(name string) bool {
		path, err := exec.LookPath(name)
		found.Path = path
		return err == nil
	})
	if i < 0 {
		found.Path, found.Missing = "", t.Name+" is not installed"
		return found
	}
	cmd := exec.CommandContext(ctx, found.Path, t.ask...)
	cmd.WaitDelay = time.Second
	said, err := cmd.CombinedOutput()
	found.Version, _, _ = strings.Cut(strings.TrimSpace(string(said)), "\n")
	// Some programs end with an error after they said their version.
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && (!ended || ctx.Err() != nil) {
		found.Version, found.Missing = "", t.Name+" does not answer"
		return found
	}
	if t.lacks != nil {
		if err := t.lacks(ctx, found.Path); err != nil {
			found.Missing = err.Error()
		}
	}
	return found
}
