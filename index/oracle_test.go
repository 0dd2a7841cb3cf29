package index

import "doichieu/extract"

func entriesOf(plans []*extract.Plan) []Entry {
	var out []Entry
	for _, p := range plans {
		out = append(out, Entries(p)...)
	}
	return out
}
