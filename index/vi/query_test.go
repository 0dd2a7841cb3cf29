package vi

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// describe writes a plan in a line: units, required +"phrases", excluded
// -"phrases" and filters.
func describe(p *Plan) string {
	var out []string
	for _, u := range p.Units {
		out = append(out, u.Terms[0].Text)
	}
	for _, ph := range p.Phrases {
		out = append(out, `+"`+strings.Join(ph.keys, " ")+`"`)
	}
	for _, ph := range p.Excluded {
		out = append(out, `-"`+strings.Join(ph.keys, " ")+`"`)
	}
	for _, f := range p.Filters {
		not := ""
		if f.Not {
			not = "-"
		}
		out = append(out, fmt.Sprintf("%s%s:%s[%s]", not, f.Field, f.Op, f.Value))
	}
	return strings.Join(out, " ")
}

// twoWords knows the locality Lâm Giang.
func twoWords(field string, words []string) int {
	if field == FieldLocality && len(words) > 1 && DocType(words[0]+" "+words[1]) == "lam giang" {
		return 2
	}
	return 1
}

func TestQueries(t *testing.T) {
	a := New(known)
	tests := []struct{ query, want string }{
		{"", ""},
		{"   ", ""},
		{"dat dai", "dat dai"},
		{"rà soát", "ra\u0300 soat\u0301"},
		{"đất và đai", "đât\u0301 đai"}, // "và" is no unit
		{"va", "va"},                    // without accents it may be any word
		{"và", "va\u0300"},              // asked for alone, it counts
		{"rà rà rà", "ra\u0300"},
		{"Sở Y tế", "=so-y-te"},
		{"so y te tap huan", "=so-y-te tap huan"},
		{"Sở Y tế, sở y tế", "=so-y-te"},
		{"công an tỉnh", "=cong-an-tinh"},
		{"KL 132", "kl:132"},
		{"132-KL/TW đất", "kl:132:tw đât\u0301"},
		{"trước 31/12/2025", "trươc\u0301 2025-12-31"},
		{"quý IV/2025", "2025-q4"},

		{`"đất đai"`, "+\"đât\u0301 đai\""},
		{`“dat dai”`, `+"dat dai"`},
		{`«dat»`, `+"dat"`},
		{`rac "dat dai" -"thu hoi" -moi`, `rac +"dat dai" -"thu hoi" -"moi"`},
		{`rac “dat dai” moi`, "rac dat dai moi"},               // as copied text has it
		{`rac «dat dai», "thu hoi"`, `rac dat dai +"thu hoi"`}, // straight ones stay a phrase
		{`“dat dai” «thu hoi»`, `+"dat dai" +"thu hoi"`},       // no other words
		{`“dat dai” tỉnh:Lâm`, `+"dat dai" locality:[Lâm]`},    // a condition is no word
		{`“dat dai” -moi`, `+"dat dai" -"moi"`},                // nor is what is excluded
		{`rac -“thu hoi”`, `rac -"thu hoi"`},                   // the dash is typed by hand
		{`rac cơ quan:“Sở Y tế”`, `rac agency:[Sở Y tế]`},      // and so is the field
		{`rac “KL 132” “so y te”`, "rac kl:132 =so-y-te"},      // words as any
		{`“dat dai`, "dat dai"},
		{`"  "`, ""},
		{`""`, ""},
		{`-""`, ""},
		{`"dat dai`, "dat dai"}, // never closed
		{`dat" dai`, "dat dai"},
		{`-dat`, `-"dat"`},
		{`- dat`, "dat"},
		{`dat -`, "dat"},
		{`--dat`, "dat"},
		{`KT-XH`, "=kt-xh"},
		{`132 -KL/TW`, "kl:132:tw"}, // the dash is part of the number
		{`AND OR NOT (x) ~ ^ * ? \ /`, "and or not x"},
		{`từ: dat`, "dat"}, // no field of that name; "từ" is an empty word
		{`dat~2 dai*`, "dat 2 dai"},

		{"agency:so-y-te", "agency:[so-y-te]"},
		{"cơ quan: Sở Y tế rac", "rac agency:[Sở Y tế]"},
		{"co quan:so y te rac", "rac agency:[so y te]"},
		{`agency:"Sở lạ" rac`, "rac agency:[Sở lạ]"},
		{"chủ trì:Sở Y tế", "lead:[Sở Y tế]"},
		{"Cơ quan chủ trì: Sở Y tế", "lead:[Sở Y tế]"},
		{"phối hợp:công an tỉnh", "coordinating:[công an tỉnh]"},
		{"đơn vị phối hợp:công an tỉnh", "coordinating:[công an tỉnh]"},
		{"thực hiện:công an", "implementing:[công an]"},
		{"-agency:so-y-te rac", "rac -agency:[so-y-te]"},
		{"tỉnh:Lâm Giang rac", "rac locality:[Lâm Giang]"},
		{"tỉnh:lam giang rac", "rac locality:[lam giang]"},
		{"tỉnh:Lâm rac", "rac locality:[Lâm]"},
		{"tp: Lâm Giang", "locality:[Lâm Giang]"},
		{"hạn:<2025-12-31", "deadline:<[2025-12-31]"},
		{"han:<= 2025", "deadline:<=[2025]"},
		{"HẠN:≥2025", "deadline:>=[2025]"},
		{"deadline:2025..2026", "deadline:[2025..2026]"},
		{"hạn:quý IV/2025 rác", "rac\u0301 deadline:[quý IV/2025]"},
		{"hạn:<tháng 6 năm 2026 rác", "rac\u0301 deadline:<[tháng 6 năm 2026]"},
		{"năm:=2025", "year:[2025]"},
		{"số:132-KL/TW", "number:[132-KL/TW]"},
		{"số:\"Kết luận 132\"", "number:[Kết luận 132]"},
		{"loại:KH", "type:[KH]"},
		{"loại:\"kế hoạch\"", "type:[kế hoạch]"},
		{"loại:kế hoạch rac", "rac type:[kế hoạch]"},
		{"số:Kết luận số 132 rac", "rac number:[Kết luận số 132]"},
		{"loại:báo tường", "tương\u0300 type:[báo]"},
		{"plan:0a1b", "plan:[0a1b]"},

		// near misses of fields
		{"agency:", "agency"},
		{"agency: ", "agency"},
		{"tỉnh :Lâm", "locality:[Lâm]"},
		{"kế hoạch: rac", "kê\u0301 hoach\u0323 rac"},
		{"http://x", "http x"},
		{"12:30", "12 30"},
		{":::", ""},
		{"năm 2025: rac", "năm 2025 rac"},
	}
	for _, tt := range tests {
		plan, asked := a.Plan(tt.query, Options{Values: twoWords})
		if got := describe(plan); got != tt.want {
			t.Errorf("%q: %s\nwant %s", tt.query, got, tt.want)
		}
		if asked != (tt.want != "") {
			t.Errorf("%q: something asked for is %v", tt.query, asked)
		}
	}
}

func TestQueriesTooLong(t *testing.T) {
	var words []string
	for i := range 3 * maxUnits {
		words = append(words, fmt.Sprintf("w%c%c", 'a'+i%26, 'a'+i/26))
	}
	plan, _ := New(nil).Plan(strings.Join(words, " "), Options{})
	if len(plan.Units) != maxUnits || plan.Cut != 2*maxUnits {
		t.Errorf("%d units, %d cut", len(plan.Units), plan.Cut)
	}
	plan, _ = New(nil).Plan(strings.Repeat("đất ", maxInput), Options{})
	if len(plan.Units) != 1 || plan.Cut != 0 {
		t.Errorf("a word repeated: %d units, %d cut", len(plan.Units), plan.Cut)
	}
	plan, _ = New(nil).Plan(`"`+strings.Repeat("đất ", 100)+`"`, Options{})
	if n := len(plan.Phrases[0].keys); n != maxUnits {
		t.Errorf("a phrase of %d words", n)
	}
}

// weights lists the terms of a field with their weights.
func weights(terms []Term, field Field) map[string]float64 {
	out := map[string]float64{}
	for _, t := range terms {
		if t.Field == field {
			out[t.Text] = t.Weight
		}
	}
	return out
}

// TestPlanOfTheDocumentation holds the package comment to its example.
func TestPlanOfTheDocumentation(t *testing.T) {
	plan, _ := New(known).Plan("UBND cấp xã rà soát", Options{})
	if got := describe(plan); got != "=ubnd-xa ra\u0300 soat\u0301" {
		t.Fatalf("units %q", got)
	}
	if got := plan.Units[0].Terms[0].Weight; got != 4 {
		t.Errorf("the concept weighs %v", got)
	}
	if got := weights(plan.Units[1].Terms, Folded); got["ra"] != 0.2 {
		t.Errorf("folded terms %v", got)
	}
	if got := weights(plan.Bonus[0], Pairs); got["ra\u0300_soat\u0301"] != 0.6 {
		t.Errorf("pairs %v", got)
	}
	if len(plan.Near) != 1 || plan.Near[0].Text != "ra\u0300_soat\u0301" {
		t.Errorf("neighbours that count: %v", plan.Near)
	}
}

func TestPlanWithoutAccentsAsksForFoldedTermsOnly(t *testing.T) {
	plan, _ := New(known).Plan("ra soat cua so y te", Options{})
	for _, u := range plan.Units {
		for _, term := range u.Terms {
			if term.Field != Folded && !strings.HasPrefix(term.Text, "=") {
				t.Errorf("%v is in the field %v", term.Text, term.Field)
			}
		}
	}
	if got := weights(plan.Bonus[1], Folded); len(got) != 1 || got["cua"] != 0.3 {
		t.Errorf("empty words %v", got)
	}
	// Accents in what is excluded say nothing about the rest.
	plain, _ := New(known).Plan("dat dai", Options{})
	excluding, _ := New(known).Plan(`dat dai -"hỗ trợ"`, Options{})
	if !slices.EqualFunc(plain.Units, excluding.Units, func(a, b Unit) bool { return slices.Equal(a.Terms, b.Terms) }) {
		t.Errorf("units %v, want %v", excluding.Units, plain.Units)
	}
}

func TestExactPlanHasNoOtherSpellings(t *testing.T) {
	plan, _ := New(known).Plan(`Sở Y tế rà soát "dat dai"`, Options{Exact: true})
	for _, u := range plan.Units {
		if len(u.Terms) != 1 || u.Terms[0].Field != Words || strings.HasPrefix(u.Terms[0].Text, "=") {
			t.Errorf("unit %v", u)
		}
	}
	for _, term := range slices.Concat(plan.Near, plan.Phrases[0].Terms) {
		if term.Field != Pairs {
			t.Errorf("%v is in the field %v", term.Text, term.Field)
		}
	}
}

func TestPhrases(t *testing.T) {
	tests := []struct {
		phrase, text string
		want         bool
	}{
		{"rà soát", "Tổng rà soát đất", true},
		{"rà soát", "Soát rà", false},
		{"ra soat", "rà soát", true},
		{"rà soát", "ra soát", false},
		{"rà soát đất", "rà soát, đất", true}, // punctuation does not matter
		{"rà soát đất", "rà soát và soát đất", false},
		{"hòa giải", "Hoà giải", true},
		{"xã", "cấp xã", true},
		{"xã", "xa", false},
	}
	for _, tt := range tests {
		plan, _ := New(nil).Plan(`"`+tt.phrase+`"`, Options{})
		if got := plan.Phrases[0].Has("", tt.text); got != tt.want {
			t.Errorf("%q in %q: %v", tt.phrase, tt.text, got)
		}
	}
}
