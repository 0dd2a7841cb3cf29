package compare

import (
	"slices"
	"strconv"

	"doichieu/corpus/vn"
	"doichieu/extract"
)

// sameMeasure is the least share of syllables that two targets of several have in
// common if they measure the same.
const sameMeasure = 0.4

func targetDifferences(was, is []Member) []Difference {
	diffs, _ := compareTargets(was, is, 0)
	return diffs
}

// compareTargets compares targets that face each other in one year or, if none
// does, up to so many years later.
func compareTargets(was, is []Member, years int) (diffs, remarks []Difference) {
	a, b := targetsOf(was), targetsOf(is)
	met := meetTargets(a, b, years)
	for i, x := range a {
		if met[i] < 0 {
			diffs = append(diffs, Difference{Kind: MissingTarget, Was: x.Raw})
			continue
		}
		y := b[met[i]]
		d := Difference{Kind: LowerTarget, Was: x.Raw, Is: y.Raw}
		higher := y.Value > x.Value
		if x.Op == "<=" || x.Op == "<" {
			higher = !higher // less is more
		}
		switch {
		case x.Value != y.Value:
			if higher {
				d.Kind = HigherTarget
			}
			diffs = append(diffs, d)
		case x.By != "" && y.By != "" && x.By[:4] != y.By[:4]:
			d.Kind = SameTargetNextYear
			remarks = append(remarks, d)
		}
	}
	for i, y := range b {
		if !slices.Contains(met, i) {
			diffs = append(diffs, Difference{Kind: AddedTarget, Is: y.Raw})
		}
	}
	return diffs, remarks
}

// meetTargets gives for each target of one side the place of the one that it faces
// on the other, -1 for none.
func meetTargets(a, b []extract.Target, years int) []int {
	met := slices.Repeat([]int{-1}, len(a))
	for n := 0; n <= years; n++ {
		for i, x := range a {
			best := 0.0
			for j, y := range b {
				if met[i] >= 0 && best == 0 || x.Unit != y.Unit || yearsApart(x.By, y.By) != n || slices.Contains(met[:i], j) || slices.Contains(met[i+1:], j) {
					continue
				}
				near := measure(x.Of+" "+x.Raw, y.Of+" "+y.Raw)
				if len(a) == 1 && len(b) == 1 {
					near = 1
				}
				if near >= sameMeasure && near > best {
					best, met[i] = near, j
				}
			}
		}
	}
	return met
}

// yearsApart is how many years later the second of two due days is; 0 where one is
// not known.
func yearsApart(x, y string) int {
	a, err1 := strconv.Atoi(x[:min(4, len(x))])
	b, err2 := strconv.Atoi(y[:min(4, len(y))])
	if err1 != nil || err2 != nil {
		return 0
	}
	return b - a
}

func targetsOf(members []Member) []extract.Target {
	var out []extract.Target
	for _, m := range members {
		out = append(out, m.Targets...)
	}
	for i := range out { // due years are compared by their four digits
		if len(out[i].By) < 4 {
			out[i].By = ""
		}
	}
	return out
}

// measure is the share of syllables that two phrases have in common.
func measure(a, b string) float64 {
	x, y := unique(wordsOnly(a)), unique(wordsOnly(b))
	n := 0
	for _, k := range x {
		if _, ok := slices.BinarySearch(y, k); ok {
			n++
		}
	}
	if len(x)+len(y) == 0 {
		return 0
	}
	return float64(2*n) / float64(len(x)+len(y))
}

// wordsOnly are the keys of the syllables of a phrase, without figures.
func wordsOnly(s string) []string {
	return slices.DeleteFunc(vn.Keys(s), func(k string) bool { return isDigit(k[0]) || genre().empty[k] })
}
