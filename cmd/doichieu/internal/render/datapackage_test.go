package render

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"testing"
	"time"

	"doichieu/compare"
)

// isOfType says whether a cell that is not empty is of a type of Table Schema.
var isOfType = map[string]func(string) bool{
	"string":  func(string) bool { return true },
	"integer": func(s string) bool { _, err := strconv.Atoi(s); return err == nil },
	"number":  func(s string) bool { _, err := strconv.ParseFloat(s, 64); return err == nil },
	"date":    func(s string) bool { _, err := time.Parse(time.DateOnly, s); return err == nil },
}

// holdsTable holds a CSV file against what the dictionary says of it.
func holdsTable(t *testing.T, r dataResource, data []byte) {
	t.Helper()
	sum := sha256.Sum256(data)
	if r.Bytes != len(data) || r.Hash != "sha256:"+hex.EncodeToString(sum[:]) || r.Encoding != "utf-8" || r.Dialect.Delimiter != "," || !r.Dialect.BOM {
		t.Errorf("%s: %d bytes, hash %s, dialect %+v do not fit the file", r.Name, r.Bytes, r.Hash, r.Dialect)
	}
	records := readCSV(t, data)
	var names []string
	for _, f := range r.Schema.Fields {
		if f.Description == "" || f.Title == "" || f.Key == "" || isOfType[f.Type] == nil || slices.Contains(names, f.Name) {
			t.Errorf("%s: the field %+v is incomplete, of no known type, or there twice", r.Name, f)
		}
		names = append(names, f.Name)
	}
	if !slices.Equal(names, records[0]) {
		t.Errorf("%s: fields %q, the file has %q", r.Name, names, records[0])
	}
	for _, record := range records[1:] {
		for i, cell := range record {
			if f := r.Schema.Fields[i]; cell != "" && isOfType[f.Type] != nil && !isOfType[f.Type](cell) {
				t.Errorf("%s: %s: %q is no %s", r.Name, f.Name, cell, f.Type)
			}
		}
	}
}

// TestDictionary holds that every column of every table is described, in both
// languages, and that all values are of the type that is said of them.
func TestDictionary(t *testing.T) {
	everything := against()
	everything.Comparison.Findings = found().Comparison.Findings
	if files, err := CSVFolder(overTime(), "vi"); err != nil || !slices.ContainsFunc(files, func(f File) bool { return f.Name == "changes.csv" }) {
		t.Errorf("no table of what changed over time: %v", err)
	} else {
		var p dataPackage
		if err := json.Unmarshal(files[len(files)-1].Data, &p); err != nil {
			t.Fatal(err)
		}
		for i, r := range p.Resources {
			holdsTable(t, r, files[i].Data)
		}
	}
	for _, lang := range Languages() {
		files, err := CSVFolder(everything, lang)
		if err != nil {
			t.Fatal(err)
		}
		var p dataPackage
		if err := json.Unmarshal(files[len(files)-1].Data, &p); err != nil || files[len(files)-1].Name != DictionaryName {
			t.Fatalf("%s: %v", files[len(files)-1].Name, err)
		}
		if len(p.Resources) != 9 || len(p.Sources) != 2 || p.Sources[1].SHA256 != everything.Plans[1].Document.Source.SHA256 {
			t.Errorf("%d tables of the sources %+v", len(p.Resources), p.Sources)
		}
		for i, r := range p.Resources {
			if r.Path != files[i].Name {
				t.Errorf("table %d is in %s, the file is %s", i, r.Path, files[i].Name)
			}
			holdsTable(t, r, files[i].Data)
		}
	}
}

// TestDictionaryBesideAFile describes the one table that the format csv writes.
func TestDictionaryBesideAFile(t *testing.T) {
	byTarget := sample()
	byTarget.Matrix = byTarget.Comparison.Matrix(compare.ByTarget, compare.Vietnamese)
	for name, in := range map[string]Input{
		"comparison": sample(), "findings": found(), "targets": byTarget,
		"tasks": {Plans: sample().Plans}, "values": {Plans: sample().Plans, Long: true},
	} {
		data := renderTo(t, "csv", in, "vi")
		b, err := Dictionary(in, "vi", "bảng.csv", data)
		if err != nil {
			t.Fatal(err)
		}
		var p dataPackage
		if err := json.Unmarshal(b, &p); err != nil || len(p.Resources) != 1 || p.Resources[0].Name != name || p.Resources[0].Path != "bảng.csv" {
			t.Fatalf("%s: %v: %s", name, err, b)
		}
		holdsTable(t, p.Resources[0], data)
	}
	if _, err := Dictionary(sample(), "fr", "x.csv", nil); err == nil {
		t.Error("no error for a language that there is not")
	}
}
