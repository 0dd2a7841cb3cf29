package main

import (
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"doichieu/ingest"
)

// readingFlags choose how files are read. Every command that reads files has
// them.
type readingFlags struct {
	ocr      ocrMode
	ocrCache string
	password string
}

// The environment variables that stand for flags which are not given.
const (
	passwordEnv = "DOICHIEU_PASSWORD"
	ocrCacheEnv = "DOICHIEU_OCR_CACHE"
)

// cacheOff, in place of a folder, keeps no results of OCR.
const cacheOff = "off"

func (a *app) addReadingFlags(cmd *cobra.Command) {
	r, flags := &a.reading, cmd.Flags()
	r.ocr = ocrMode(ingest.OCRAuto)
	flags.Var(&r.ocr, "ocr", "pages to read by OCR: "+strings.Join(ocrModes(), ", ")+"; auto are those without text of use")
	flags.StringVar(&r.ocrCache, "ocr-cache", "", "`folder` where results of OCR are kept, or "+cacheOff+" (default $"+ocrCacheEnv+", else the user's cache folder)")
	flags.StringVar(&r.password, "password", "", "password of locked PDFs (default $"+passwordEnv+", which other users cannot see)")
	_ = cmd.RegisterFlagCompletionFunc("ocr", cobra.FixedCompletions(ocrModes(), cobra.ShellCompDirectiveNoFileComp))
}

// ocrMode is a flag that takes one of the modes of OCR.
type ocrMode ingest.OCRMode

// ocrModes are the values of --ocr, the default first.
func ocrModes() []string {
	return []string{string(ingest.OCRAuto), string(ingest.OCRNever), string(ingest.OCRForce)}
}

// String is the value of the flag.
func (m *ocrMode) String() string { return string(*m) }

// Type names the kind of value for the help.
func (m *ocrMode) Type() string { return "mode" }

// Set takes a value of the flag.
func (m *ocrMode) Set(s string) error {
	if !slices.Contains(ocrModes(), s) {
		return fmt.Errorf("choose one of %s", strings.Join(ocrModes(), ", "))
	}
	*m = ocrMode(s)
	return nil
}

// options say how to read each of so many files, several of which are read at
// once: together they take no more processors than there are.
func (a *app) options(files int) ingest.Options {
	o := ingest.Options{
		OCR: ingest.OCRMode(a.reading.ocr), Password: a.reading.password, Cache: a.ocrCache(),
		Parallel: max(1, runtime.GOMAXPROCS(0)/max(1, files)),
	}
	if o.Password == "" {
		o.Password = a.getenv(passwordEnv)
	}
	return o
}

// ocrCache is the folder where results of OCR are kept, "" for none.
func (a *app) ocrCache() string {
	dir := a.reading.ocrCache
	if dir == "" {
		dir = a.getenv(ocrCacheEnv)
	}
	switch dir {
	case "":
		return filepath.Join(xdg.CacheHome, "doichieu", "ocr")
	case cacheOff:
		return ""
	}
	return dir
}
