package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"doichieu/cmd/doichieu/internal/render"
)

// fillCmd fills in the first line of a sheet in CSV that is of a kind and holds
// a text: fill IN OUT KIND TEXT DECISION OWNER DAY WHY BY GIVEN.
func fillCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 10 {
		ts.Fatalf("usage: fill IN OUT KIND TEXT DECISION OWNER DAY WHY BY GIVEN")
	}
	data := strings.TrimPrefix(ts.ReadFile(args[0]), "\ufeff")
	records, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	ts.Check(err)
	found := false
	for _, r := range records {
		if r[render.ReviewKind] == args[2] && strings.Contains(strings.Join(r, "\n"), args[3]) && !found {
			found = true
			copy(r[render.ReviewDecision:], args[4:])
		}
	}
	if !found {
		ts.Fatalf("no line of kind %q holds %q", args[2], args[3])
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = ';' // as LibreOffice writes it in Viet Nam
	ts.Check(w.WriteAll(records))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o600))
}
