package main

import (
	"fmt"
	"go/build"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "doichieu"

// layers says which packages of this module each package may import: itself a
// leaf where the list is empty. An entry that ends in "/..." stands for the
// packages below it. Tests may import more.
var layers = map[string][]string{
	"corpus":         {},
	"corpus/lazy":    {},
	"corpus/marker":  {"corpus/lazy"},
	"corpus/meter":   {}, // measures for tests
	"corpus/samples": {},
	"corpus/vn":      {},

	"ingest":                          {"corpus", "corpus/marker", "corpus/vn", "ingest/internal/..."},
	"ingest/internal/grammar":         {"corpus/marker"},
	"ingest/internal/ingesttest":      {"corpus"}, // contract of the readers, for tests
	"ingest/internal/letters":         {"corpus/vn"},
	"ingest/internal/flow":            {},
	"ingest/internal/parts":           {},
	"ingest/internal/docx":            {"ingest/internal/flow", "ingest/internal/letters", "ingest/internal/parts"},
	"ingest/internal/odt":             {"ingest/internal/flow", "ingest/internal/letters", "ingest/internal/parts"},
	"ingest/internal/webpage":         {"corpus/vn", "ingest/internal/flow"},
	"ingest/internal/pdftext":         {"ingest/internal/letters"},
	"ingest/internal/ocr":             {"corpus/lazy", "ingest/internal/pdftext"},
	"ingest/internal/pdftext/layout":  {"corpus", "corpus/marker", "ingest/internal/grammar", "ingest/internal/pdftext"},
	"ingest/internal/pdftext/pdftest": {}, // writes files for tests

	"extract":           {"corpus", "corpus/lazy", "corpus/marker", "corpus/vn", "extract/vocab", "extract/when"},
	"extract/eval":      {"corpus/vn", "extract"},
	"extract/vocab":     {"corpus", "corpus/lazy", "corpus/marker", "corpus/vn"},
	"extract/scaletest": {"corpus", "corpus/samples", "corpus/vn", "extract", "extract/vocab", "ingest"}, // makes plans for tests
	"extract/when":      {"corpus", "corpus/lazy", "corpus/marker", "corpus/vn"},

	"index":                   {"corpus", "corpus/marker", "corpus/vn", "extract", "extract/vocab", "extract/when", "index/..."},
	"index/engine":            {},
	"index/engine/blevedb":    {"corpus", "index/engine"},
	"index/engine/enginetest": {"index/engine"}, // contract of the engines, for tests
	"index/vi":                {"corpus", "corpus/vn"},

	"compare":        {"corpus", "corpus/lazy", "corpus/marker", "corpus/vn", "extract", "extract/vocab", "extract/when"},
	"compare/review": {"compare", "corpus", "corpus/marker", "corpus/vn", "extract", "extract/vocab"},

	"cmd/doichieu":                 {"compare/review", "corpus", "corpus/samples", "corpus/vn", "ingest", "extract", "extract/eval", "index", "compare", "cmd/doichieu/internal/audit", "cmd/doichieu/internal/render"},
	"cmd/doichieu/internal/audit":  {"cmd/doichieu/internal/render", "compare", "corpus", "corpus/lazy", "extract"},
	"cmd/doichieu/internal/render": {"compare", "corpus", "corpus/vn", "extract"},
}

// foreign says which modules only some packages may import.
var foreign = map[string][]string{
	"github.com/blevesearch/":       {"index/engine/blevedb"},
	"github.com/RoaringBitmap/":     {"index/engine/blevedb"},
	"github.com/agnivade/":          {"index"},
	"github.com/ledongthuc/pdf":     {"ingest", "ingest/internal/..."},
	"github.com/xuri/excelize":      {"cmd/doichieu/internal/audit", "cmd/doichieu/internal/render"},
	"github.com/arran4/golang-ical": {"cmd/doichieu/internal/render"},
	"github.com/spf13/cobra":        {"cmd/doichieu"},
	"github.com/gofrs/flock":        {"corpus", "index"},
	"github.com/schollz/":           {"cmd/doichieu"},
	"github.com/adrg/xdg":           {"cmd/doichieu"},
	"github.com/go-pdf/fpdf":        {}, // makes test files only
	"github.com/pdfcpu/":            {"ingest/internal/..."},
	"github.com/rogpeppe/go-inter":  {},                    // runs test scripts only
	"modernc.org/":                  {"extract/scaletest"}, // the yardstick of benchmarks
	"net/http":                      {"ingest"},            // fetches documents for add
	"github.com/google/renameio/v2": {},
}

// topLevel is everything that may stand at the top, beside names with a dot
// before them.
var topLevel = []string{"cmd", "compare", "corpus", "extract", "go.mod", "go.sum", "index", "ingest", "README.md"}

func TestLayers(t *testing.T) {
	for _, fault := range checkLayers(t, "../..") {
		t.Error(fault)
	}
}

// checkLayers gives a line for everything that breaks the rules in the module
// at root.
func checkLayers(t *testing.T, root string) []string {
	t.Helper()
	var faults []string
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); !strings.HasPrefix(name, ".") && !slices.Contains(topLevel, name) {
			faults = append(faults, fmt.Sprintf("%s: only %s may stand at the top level", name, strings.Join(topLevel, ", ")))
		}
	}
	seen := map[string]bool{}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !d.IsDir():
			return nil
		case path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		pkg, err := build.ImportDir(path, 0)
		if _, none := err.(*build.NoGoError); none {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		seen[name] = true
		faults = append(faults, checkPackage(name, pkg.Imports)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(layers)) {
		if !seen[name] {
			faults = append(faults, name+": stands in the map of layers and has no Go files")
		}
	}
	return faults
}

// checkPackage gives a line for each import that a package must not have.
func checkPackage(name string, imports []string) []string {
	may, ok := layers[name]
	if !ok {
		return []string{name + ": the package is missing from the map of layers in layers_test.go"}
	}
	var faults []string
	for _, path := range imports {
		if own, ok := strings.CutPrefix(path, module+"/"); ok && !listed(own, may) {
			faults = append(faults, fmt.Sprintf("%s must not import %s", name, own))
		}
		for _, prefix := range slices.Sorted(maps.Keys(foreign)) {
			if strings.HasPrefix(path, prefix) && !listed(name, foreign[prefix]) {
				faults = append(faults, fmt.Sprintf("%s must not import %s", name, path))
			}
		}
	}
	return faults
}

// listed reports whether a list names a package, or with "/..." a folder above.
func listed(name string, list []string) bool {
	return slices.ContainsFunc(list, func(entry string) bool {
		folder, below := strings.CutSuffix(entry, "...")
		return name == entry || below && strings.HasPrefix(name, folder)
	})
}

// TestLayersReportsFaults breaks every rule in a module made for it.
func TestLayersReportsFaults(t *testing.T) {
	root := t.TempDir()
	for name := range layers {
		writeSource(t, root, name, "package p\n")
	}
	if faults := checkLayers(t, root); len(faults) > 0 {
		t.Fatalf("a clean module has faults: %q", faults)
	}
	writeSource(t, root, "corpus", "package p\nimport _ \"doichieu/extract\"\n")
	writeSource(t, root, "compare", "package p\nimport _ \"doichieu/index\"\n")
	writeSource(t, root, "extract", "package p\nimport _ \"github.com/blevesearch/bleve/v2\"\n")
	writeSource(t, root, "extract/util", "package p\n")
	writeSource(t, root, "pkg", "package p\n")
	// What stands in testdata and in test files is not part of the layers.
	writeSource(t, root, "corpus/testdata/x", "package p\nimport _ \"doichieu/extract\"\n")
	if err := os.RemoveAll(filepath.Join(root, "index", "vi")); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"pkg: only cmd, compare, corpus, extract, go.mod, go.sum, index, ingest, README.md may stand at the top level",
		"compare must not import index",
		"corpus must not import extract",
		"extract must not import github.com/blevesearch/bleve/v2",
		"extract/util: the package is missing from the map of layers in layers_test.go",
		"pkg: the package is missing from the map of layers in layers_test.go",
		"index/vi: stands in the map of layers and has no Go files",
	}
	if got := checkLayers(t, root); !slices.Equal(got, want) {
		t.Errorf("faults\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func writeSource(t *testing.T, root, dir, text string) {
	t.Helper()
	path := filepath.Join(root, filepath.FromSlash(dir))
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(path, "p.go"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
