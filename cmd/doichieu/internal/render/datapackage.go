package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"strings"
)

// DictionaryExt ends the name of the dictionary beside a CSV file: bang.csv has
// bang.datapackage.json. In a folder of CSV files it is [DictionaryName].
const (
	DictionaryExt  = ".datapackage.json"
	DictionaryName = "datapackage.json"
)

// File is a file to be written.
type File struct {
	Name string // base name
	Data []byte
}

// A dataPackage is a Frictionless Data Package (version 1) of tables:
// https://specs.frictionlessdata.io/tabular-data-package/.
type dataPackage struct {
	Profile     string         `json:"profile"`
	Name        string         `json:"name"`
	Description string         `json:"description"`
	Resources   []dataResource `json:"resources"`
	Sources     []dataSource   `json:"sources"`
}

// dataSource is a plan; its hash is an addition to the specification.
type dataSource struct {
	Title  string `json:"title"`
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

type dataResource struct {
	Profile  string      `json:"profile"`
	Name     string      `json:"name"`
	Title    string      `json:"title"`
	Path     string      `json:"path"`
	Format   string      `json:"format"`
	Media    string      `json:"mediatype"`
	Encoding string      `json:"encoding"`
	Bytes    int         `json:"bytes"`
	Hash     string      `json:"hash"`
	Dialect  dataDialect `json:"dialect"`
	Schema   dataSchema  `json:"schema"`
}

// dataDialect is a CSV Dialect; bom is an addition to the specification.
type dataDialect struct {
	Version    string `json:"csvddfVersion"`
	Delimiter  string `json:"delimiter"`
	Terminator string `json:"lineTerminator"`
	Quote      string `json:"quoteChar"`
	Double     bool   `json:"doubleQuote"`
	Header     bool   `json:"header"`
	BOM        bool   `json:"bom"`
}

type dataSchema struct {
	Fields  []dataField `json:"fields"`
	Missing []string    `json:"missingValues"`
}

// dataField describes a column. key is an addition to the specification: the
// column's name in the dictionary, the same in every language and for every
// plan of a comparison.
type dataField struct {
	Name        string `json:"name"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Type        string `json:"type"`
	Format      string `json:"format"`
	Key         string `json:"key"`
}

// Dictionary describes the CSV file that the format csv made of in: name is its
// base name, data its bytes.
func Dictionary(in Input, lang, name string, data []byte) ([]byte, error) {
	l, err := labelsFor(lang)
	if err != nil {
		return nil, err
	}
	return describe(in, l, []dataResource{resource(in.mainSheet(l), l, File{name, data})})
}

// CSVFolder gives all tables of in as CSV files, and their dictionary last.
func CSVFolder(in Input, lang string) ([]File, error) {
	l, err := labelsFor(lang)
	if err != nil {
		return nil, err
	}
	var files []File
	var resources []dataResource
	for _, s := range in.sheets(l) {
		var b bytes.Buffer
		if err := writeRecords(&b, s.records()); err != nil {
			return nil, err
		}
		f := File{s.name + ".csv", b.Bytes()}
		files, resources = append(files, f), append(resources, resource(s, l, f))
	}
	dictionary, err := describe(in, l, resources)
	return append(files, File{DictionaryName, dictionary}), err
}

// formulaRule is said of every package: it is the one way in which the words in
// a CSV file differ from those of the plan.
const formulaRule = "A cell that a spreadsheet would run as a formula (it begins with = + - @ and is no number) has an apostrophe in front that is not part of its words. Control characters are shown by pictures or as <U+XXXX>."

func describe(in Input, l labels, resources []dataResource) ([]byte, error) {
	p := dataPackage{
		Profile: "tabular-data-package", Name: "doichieu", Description: formulaRule, Resources: resources, Sources: []dataSource{},
	}
	for _, s := range sourcesOf(in) {
		p.Sources = append(p.Sources, dataSource{oneLine(join([]string{s.Number, s.Locality, s.Title}, oneLine)), path.Base(oneLine(s.Source.Name)), s.Source.SHA256})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(p); err != nil {
		return nil, fmt.Errorf("writing the dictionary of columns: %w", err)
	}
	return b.Bytes(), nil
}

// resource describes a table and its file.
func resource(s dataset, l labels, f File) dataResource {
	sum := sha256.Sum256(f.Data)
	r := dataResource{
		Profile: "tabular-data-resource", Name: s.name, Title: s.title, Path: f.Name, Format: "csv", Media: "text/csv",
		Encoding: "utf-8", Bytes: len(f.Data), Hash: "sha256:" + hex.EncodeToString(sum[:]),
		Dialect: dataDialect{"1.2", ",", "\r\n", `"`, true, true, true},
		Schema:  dataSchema{Missing: []string{""}},
	}
	for _, h := range s.heads {
		m := meanings[h.key]
		field := dataField{Name: csvCell(h.full()), Title: h.heading, Description: m.in(l), Type: m.kind, Format: "default", Key: h.key}
		if h.plan != "" {
			field.Description = strings.TrimSpace(visible(h.plan)) + ": " + field.Description
		}
		r.Schema.Fields = append(r.Schema.Fields, field)
	}
	return r
}
