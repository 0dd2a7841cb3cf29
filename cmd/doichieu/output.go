package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"doichieu/cmd/doichieu/internal/render"
	"doichieu/corpus"
)

// output are the flags that say how and where a command writes its result.
type output struct {
	format string
	json   bool
	file   string
	long   bool // of the commands that define it

	formats []outputFormat // the first is the default
}

// outputFormat is a way to write a result.
type outputFormat struct{ name, ext, description string }

// tableFormats are the formats of package render, for commands that print
// tables.
func tableFormats() []outputFormat {
	var list []outputFormat
	for _, f := range render.Formats() {
		list = append(list, outputFormat{f.Name, f.Ext, f.Description})
	}
	return list
}

// names lists the formats for help and messages.
func (o *output) names() []string {
	var list []string
	for _, f := range o.formats {
		list = append(list, f.name)
	}
	return list
}

// AddFlags defines --format, --json and --output, with completion.
func (o *output) AddFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.format, "format", "", "output `format`: "+strings.Join(o.names(), ", ")+" (default by the ending of --output, else "+o.formats[0].name+")")
	flags.BoolVar(&o.json, "json", false, "the same as --format json")
	flags.StringVarP(&o.file, "output", "o", "", o.target())
	var values []cobra.Completion
	for _, f := range o.formats {
		values = append(values, cobra.CompletionWithDesc(f.name, f.description))
	}
	// The flag exists, so that registering its completion cannot fail.
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// target is the help of --output.
func (o *output) target() string {
	help := "write to `file` instead of the standard output; whole or not at all"
	if slices.Contains(o.names(), "csv") {
		help += "; a FOLDER/ takes all tables as CSV"
	}
	return help
}

// choose is the name of the format to write.
func (o *output) choose() (string, error) {
	switch {
	case o.folder() && (o.json || o.format != "" && o.format != "csv" || !slices.Contains(o.names(), "csv")):
		return "", &usageError{o.file + " is a folder, and only CSV is written as a folder of files", "name a file"}
	case o.folder():
		return "csv", nil
	case o.json && o.format != "" && o.format != "json":
		return "", usagef("--json and --format %s exclude each other", o.format)
	case o.json:
		return "json", nil
	case o.format != "":
		if !slices.Contains(o.names(), o.format) {
			return "", usagef("no output format %q; choose one of %s", o.format, strings.Join(o.names(), ", "))
		}
		return o.format, nil
	}
	ext := strings.ToLower(filepath.Ext(o.file))
	if ext == "" {
		return o.formats[0].name, nil
	}
	for _, f := range o.formats {
		if f.ext == ext {
			return f.name, nil
		}
	}
	return "", &usageError{
		fmt.Sprintf("cannot tell the output format from the name %s", o.file),
		"give --format: " + strings.Join(o.names(), ", "),
	}
}

// folder reports whether the result goes into a folder: its name ends in a slash.
func (o *output) folder() bool { return o.file != "" && os.IsPathSeparator(o.file[len(o.file)-1]) }

// longFormats are the formats that write one value a row.
var longFormats = []string{"csv", "json", "xlsx"}

// addLong defines --long.
func (o *output) addLong(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.long, "long", false, "one value a row, each with its quote and place; for "+strings.Join(longFormats, ", ")+" (a workbook has it in any case)")
}

// checkLong reports a format that does not write one value a row.
func (o *output) checkLong() error {
	name, err := o.choose()
	if err == nil && o.long && !slices.Contains(longFormats, name) {
		return &usageError{"--long does not go with the format " + name, "choose one of " + strings.Join(longFormats, ", ")}
	}
	return err
}

// writeResult writes a result to the file, or to the standard output where file
// is "" or "-". Nothing is written if write fails.
func (a *app) writeResult(file string, write func(io.Writer) error) error {
	if file == "" || file == "-" {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return err
		}
		_, err := a.out.Write(b.Bytes())
		return err
	}
	if err := corpus.WriteFile(file, write); err != nil {
		return fmt.Errorf("writing %s: %w", file, bare(err))
	}
	return nil
}

// writeTable writes plans or a comparison in a format of package render.
func (a *app) writeTable(o *output, in render.Input) error {
	name, err := o.choose()
	if err != nil {
		return err
	}
	format, err := render.Lookup(name)
	if err != nil {
		return err
	}
	in.Long = o.long
	if n := render.Undated(in); name == "ics" && n > 0 {
		a.notef("%d deadlines without a day are not in the calendar", n)
	}
	if n := render.ValuesLeftOut(in); name == "xlsx" && n > 0 {
		a.notef("the workbook leaves the sheet of values out, which would have %d lines; --long with -o FILE.csv writes them", n)
	}
	if n := render.MarksLeftOut(in); name == "xlsx" && n > 0 {
		a.notef("the workbook sets the words off that were found, but not in the last %d hits", n)
	}
	readable := strings.HasPrefix(format.Media, "text/") || name == "json"
	if o.file == "" && !readable && terminal(a.out) {
		return &usageError{"the format " + name + " is not for a terminal", "give a file with -o, or redirect the output"}
	}
	if o.file == "" {
		in.Width = width(a.out)
	}
	switch {
	case o.folder():
		files, err := render.CSVFolder(in, a.lang)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(o.file, 0o755); err != nil {
			return fmt.Errorf("making the folder %s: %w", o.file, bare(err))
		}
		return a.writeFiles(o.file, files)
	case name == "csv" && describable(o.file):
		return a.writeDescribed(o.file, format, in)
	}
	return a.writeResult(o.file, func(w io.Writer) error { return format.Write(w, in, a.lang) })
}

// writeDescribed writes a CSV file and its dictionary of columns beside it.
func (a *app) writeDescribed(file string, format render.Format, in render.Input) error {
	var b bytes.Buffer
	if err := format.Write(&b, in, a.lang); err != nil {
		return err
	}
	name := filepath.Base(file)
	dictionary, err := render.Dictionary(in, a.lang, name, b.Bytes())
	if err != nil {
		return err
	}
	return a.writeFiles(filepath.Dir(file), []render.File{
		{Name: name, Data: b.Bytes()},
		{Name: strings.TrimSuffix(name, filepath.Ext(name)) + render.DictionaryExt, Data: dictionary},
	})
}

// describable reports whether another file can stand beside file: it is no
// standard output and no device.
func describable(file string) bool {
	if file == "" || file == "-" {
		return false
	}
	info, err := os.Stat(file)
	return err != nil || info.Mode().IsRegular()
}

// writeFiles writes files into a folder.
func (a *app) writeFiles(dir string, files []render.File) error {
	for _, f := range files {
		write := func(w io.Writer) error { _, err := w.Write(f.Data); return err }
		if err := a.writeResult(filepath.Join(dir, f.Name), write); err != nil {
			return err
		}
	}
	return nil
}

// writeJSON writes v, indented by one blank, without escapes for HTML.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}
