package ocr

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"doichieu/corpus/lazy"
)

// Language is the tesseract language that pictures are read in.
const Language = "vie"

// PageTime is the most that reading one page may take: a dense page takes some
// seconds, on a slow machine under load half a minute.
const PageTime = 2 * time.Minute

// The settings of the engine, which are part of the key of cached results.
const (
	dpi      = 300
	segments = "3" // tesseract's page segmentation: automatic
)

// ErrMissing says that a program or its data are not installed.
var ErrMissing = errors.New("not installed")

// Engine is tesseract as it is installed.
type Engine struct {
	Version string // "tesseract 5.3.0"

	tesseract string // path of the program
	pdftoppm  string // path of the program, "" where there is none
	data      string // tells one set of trained data from another
	cache     *Cache
}

// askTime is the most that a program may take to say its version.
const askTime = 20 * time.Second

// Find looks for the programs. cache may be nil. The error is [ErrMissing] with
// what is missing.
func Find(ctx context.Context, cache *Cache) (*Engine, error) {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return nil, fmt.Errorf("tesseract is %w", ErrMissing)
	}
	e := &Engine{tesseract: path, cache: cache}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	said, err := ask(ctx, path, "--version")
	if err != nil {
		return nil, fmt.Errorf("tesseract does not answer (%v) and counts as %w", err, ErrMissing)
	}
	e.Version, _, _ = strings.Cut(strings.TrimSpace(said), "\n")
	languages, err := ask(ctx, path, "--list-langs")
	if err != nil || !hasLine(languages, Language) {
		return nil, fmt.Errorf("the language data %q of tesseract are %w", Language, ErrMissing)
	}
	e.data = trainedData(languages)
	if path, err := exec.LookPath("pdftoppm"); err == nil {
		e.pdftoppm = path
	}
	return e, nil
}

// Renders reports that pages of PDFs can be drawn.
func (e *Engine) Renders() bool { return e.pdftoppm != "" }

// ask runs a program for what it says about itself, on either stream.
func ask(ctx context.Context, path string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func hasLine(text, line string) bool {
	for l := range strings.Lines(text) {
		if strings.TrimSpace(l) == line {
			return true
		}
	}
	return false
}

var reDataDir = lazy.MustCompile(`"([^"\n]+)"`)

// trainedData tells the installed language data by their size: packages of one
// version of tesseract exist with fast, standard and best data. said is the list
// of languages, which names the folder.
func trainedData(said string) string {
	if m := reDataDir.FindStringSubmatch(said); m != nil {
		if info, err := os.Stat(filepath.Join(m[1], Language+".traineddata")); err == nil {
			return fmt.Sprint(info.Size())
		}
	}
	return ""
}

// settings are what the words of a picture depend on, beside the picture.
func (e *Engine) settings(segments string) string {
	return strings.Join([]string{resultVersion, e.Version, e.data, Language, segments, fmt.Sprint(dpi)}, "\n")
}

// read gives the pages of a picture in a page segmentation, from the cache where
// they are in it.
func (e *Engine) read(ctx context.Context, picture []byte, segments string) ([]Result, error) {
	key := cacheKey(picture, e.settings(segments))
	if pages, ok := e.cache.get(key); ok {
		return pages, nil
	}
	hocr, err := run(ctx, picture, e.tesseract, "stdin", "stdout", "-l", Language, "--psm", segments,
		"--dpi", fmt.Sprint(dpi), "-c", "tessedit_create_hocr=1")
	if err != nil {
		return nil, err
	}
	pages, err := parse(hocr)
	if err != nil {
		return nil, fmt.Errorf("the answer of tesseract cannot be read: %w", err)
	}
	e.cache.put(key, pages)
	return pages, nil
}

// Pictures reads a picture file; a TIFF may hold several pages.
func (e *Engine) Pictures(ctx context.Context, picture []byte) ([]Result, error) {
	ruling, picture := unrule(picture, 0)
	pages, err := e.read(ctx, picture, segments)
	if err == nil && len(pages) == 1 {
		pages[0], err = e.finish(ctx, picture, pages[0], ruling)
	}
	return pages, err
}

// finish turns a page upright and reads again what was left out of its tables.
// r is how its picture reads as it is.
func (e *Engine) finish(ctx context.Context, picture []byte, r Result, ruling ruling) (Result, error) {
	r, picture, err := e.upright(ctx, picture, r)
	if err != nil {
		return r, err
	}
	r.rules = ruling.turn(r.Turned)
	return e.again(ctx, picture, r)
}

// Page reads one page of a PDF, of that size in points. picture is the page's
// picture as the PDF holds it, for machines without pdftoppm; it may be nil.
func (e *Engine) Page(ctx context.Context, file []byte, number int, width, height float64, picture []byte) (Result, error) {
	ctx, cancel := context.WithTimeout(ctx, PageTime)
	defer cancel()
	resolution := resolutionFor(width, height)
	switch {
	case e.pdftoppm != "":
		var err error
		if picture, err = e.draw(ctx, file, number, resolution); err != nil {
			return Result{}, err
		}
	case picture == nil:
		return Result{}, fmt.Errorf("pdftoppm, which draws the page, is %w", ErrMissing)
	}
	ruling, picture := unrule(picture, width)
	pages, err := e.read(ctx, picture, segments)
	if err != nil {
		return Result{}, err
	}
	if len(pages) != 1 {
		return Result{}, fmt.Errorf("tesseract gave %d pages for one", len(pages))
	}
	r, err := e.finish(ctx, picture, pages[0], ruling)
	switch {
	case e.pdftoppm != "":
		r.Scale = 72 / float64(resolution)
	case r.Turned%2 == 1:
		r.Scale = height / float64(max(1, r.Width))
	default:
		r.Scale = width / float64(max(1, r.Width))
	}
	return r, err
}
